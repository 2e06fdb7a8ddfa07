package io.cloakpool.identitypool.pool;

import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import java.util.Arrays;
import java.util.Map;

/**
 * Which claims of a binding's logins become tags of the session.
 *
 * @param useDefaults whether the {@linkplain #defaults defaults} are taken; then {@code tags} is empty
 * @param tags tag to claim, at most {@value MappingLimits#TAGS}
 */
public record TagMapping(boolean useDefaults, Map<String, String> tags) {
    /** The tag that the defaults give the user. */
    public static final String USER_TAG = "username";
    /** The tag that the defaults give the client. */
    public static final String CLIENT_TAG = "client";

    public TagMapping {
        tags = Map.copyOf(tags);
    }

    /** Cognito's defaults: tag to the claim that has the user or the client of such a login. */
    public static Map<String, String> defaults(Kind kind) {
        return Map.of(USER_TAG, userClaim(kind), CLIENT_TAG, "aud");
    }

    /** The claim that has the user. */
    public static String userClaim(Kind kind) {
        return kind == Kind.AMAZON ? "user_id" : "sub";
    }

    /** Whether these tags are the defaults of some kind of provider. */
    public static boolean isDefaults(Map<String, String> tags) {
        return Arrays.stream(Kind.values()).anyMatch(kind -> defaults(kind).equals(tags));
    }

    /** Tag to claim, defaults included, for logins of this kind of provider. */
    public Map<String, String> effective(Kind kind) {
        return useDefaults ? defaults(kind) : tags;
    }
}
