package io.cloakpool.testsuite.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app. */
public final class Totp {
    /** A seed in Base32. */
    static final String BASE32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    /** The same as Keycloak stores it. */
    public static final String SEED = "12345678901234567890";

    private static final long PERIOD_MILLIS = 30_000;

    private Totp() {}

    /** The code of {@link #BASE32}. */
    public static String now() {
        return ofText(SEED);
    }

    /** The code of a seed as Keycloak's form has it. */
    public static String ofText(String seed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(seed.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES)
                    .putLong(System.currentTimeMillis() / PERIOD_MILLIS)
                    .array());
            int number = ByteBuffer.wrap(hash, hash[hash.length - 1] & 0xf, Integer.BYTES)
                            .getInt()
                    & Integer.MAX_VALUE;
            return String.format("%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whom a token is about. */
    static String subject(String token) {
        return claims(token).path("sub").asText();
    }

    /** What a token says. */
    static JsonNode claims(String token) {
        try {
            return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
        } catch (IOException e) {
            throw new AssertionError("no token", e);
        }
    }
}
