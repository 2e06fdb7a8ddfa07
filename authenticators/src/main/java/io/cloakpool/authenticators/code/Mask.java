package io.cloakpool.authenticators.code;

import java.util.Locale;

/**
 * What a page shows of an address that a code went to: enough for its owner, nothing that anybody could use. As Cognito's {@code
 * CodeDeliveryDetails.Destination}: the first letter of both parts.
 */
public final class Mask {
    private static final String HIDDEN = "***";

    private Mask() {}

    /** {@code f***@e***} for an e-mail address. */
    public static String email(String address) {
        int at = address.lastIndexOf('@');
        return at < 1 || at == address.length() - 1
                ? HIDDEN
                : first(address) + HIDDEN + "@"
                        + first(address.substring(at + 1).toLowerCase(Locale.ROOT)) + HIDDEN;
    }

    private static String first(String text) {
        return text.substring(0, text.offsetByCodePoints(0, 1));
    }
}
