package io.cloakpool.migration.spi;

import java.util.List;
import java.util.Locale;

/**
 * The seed of an authenticator app.
 *
 * @param secret in Base32 without padding
 * @param label as the user called it; may be empty
 * @param digits of a code: 6 or 8
 * @param periodSeconds for which a code stands
 * @param algorithm {@code HmacSHA1}, {@code HmacSHA256} or {@code HmacSHA512}
 */
@PublicApi
public record LegacyTotp(String secret, String label, int digits, int periodSeconds, String algorithm) {
    private static final List<String> ALGORITHMS = List.of("HmacSHA1", "HmacSHA256", "HmacSHA512");
    private static final int MAX_SECRET = 256;
    private static final int MAX_LABEL = 255;
    private static final int MAX_PERIOD = 300;

    public LegacyTotp {
        if (secret.length() > MAX_SECRET || !secret.matches("[A-Z2-7]{16,}")) {
            throw new IllegalArgumentException("the secret is not 16 to " + MAX_SECRET + " characters of Base32");
        }
        if (label.length() > MAX_LABEL) {
            throw new IllegalArgumentException("the label has more than " + MAX_LABEL + " characters");
        }
        if (digits != 6 && digits != 8) {
            throw new IllegalArgumentException("there are neither 6 nor 8 digits");
        }
        if (periodSeconds < 1 || periodSeconds > MAX_PERIOD) {
            throw new IllegalArgumentException("the period is not 1 to " + MAX_PERIOD + " seconds");
        }
        if (!ALGORITHMS.contains(algorithm)) {
            throw new IllegalArgumentException("the algorithm is none of " + ALGORITHMS);
        }
    }

    /**
     * What nearly all apps have: 6 digits, 30 seconds, {@code HmacSHA1}.
     *
     * @param secret in Base32, in any case, perhaps with spaces, hyphens or padding
     */
    public static LegacyTotp ofSecret(String secret) {
        return new LegacyTotp(secret.replaceAll("[ =-]", "").toUpperCase(Locale.ROOT), "", 6, 30, "HmacSHA1");
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "LegacyTotp[" + digits + " digits, " + periodSeconds + " s, " + algorithm + "]";
    }
}
