package io.cloakpool.identitypool.pool;

import java.util.Map;

/**
 * Which claims of a binding's logins become tags of the session.
 *
 * @param useDefaults whether {@link #DEFAULTS} are taken; then {@code tags} is empty
 * @param tags tag to claim, at most {@value MappingLimits#TAGS}
 */
public record TagMapping(boolean useDefaults, Map<String, String> tags) {
    /** The tag that the defaults give the user. */
    public static final String USER_TAG = "username";
    /** The tag that the defaults give the client. */
    public static final String CLIENT_TAG = "client";
    /** Cognito's defaults: the user and the client of the login. */
    public static final Map<String, String> DEFAULTS = Map.of(USER_TAG, "sub", CLIENT_TAG, "aud");

    public TagMapping {
        tags = Map.copyOf(tags);
    }

    /** Tag to claim, defaults included. */
    public Map<String, String> effective() {
        return useDefaults ? DEFAULTS : tags;
    }
}
