package io.cloakpool.identitypool.pool;

import java.util.regex.Pattern;

/**
 * How a policy is stored. Keycloak's realm import takes <code>${name:default}</code> for a placeholder of its own, in exported
 * files too: a stored <code>${cognito-identity.amazonaws.com:sub}</code> would come back as {@code sub}, and every identity's
 * prefix would be one and the same. As JSON the escaped form means the same, and no import touches it.
 */
public final class PolicyText {
    private static final String VARIABLE = "${";
    private static final String ESCAPED = "\\u0024{";
    /** An even number of backslashes before it escape each other, an odd number would escape this one. */
    private static final Pattern ESCAPED_VARIABLE = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0024\\{");

    private PolicyText() {}

    /** The form in which a component holds it. */
    public static String stored(String policy) {
        return policy.replace(VARIABLE, ESCAPED);
    }

    /** The form in which people read and write it. */
    static String shown(String policy) {
        return ESCAPED_VARIABLE.matcher(policy).replaceAll("$1\\${");
    }
}
