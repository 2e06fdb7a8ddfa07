package io.cloakpool.migration.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How requests show that they come from this realm. */
public sealed interface RestCredentials {
    /** Headers for a request. */
    Map<String, String> headers(String method, String rawPath, String body);

    /** The secret itself, as the existing migration plug-ins send it. */
    record Bearer(String secret) implements RestCredentials {
        @Override
        public Map<String, String> headers(String method, String rawPath, String body) {
            return Map.of("Authorization", "Bearer " + secret);
        }

        @Override
        public String toString() {
            return "Bearer";
        }
    }

    /**
     * HMAC-SHA256 over version, method, path as it is sent, time in seconds and SHA-256 of the body, in lines. The secret does not leave the
     * server, and what is heard on the way is good for as long as the receiver takes old times.
     */
    record Signature(String secret, InstantSource clock) implements RestCredentials {
        static final String TIME = "X-Cloakpool-Time";
        static final String SIGNATURE = "X-Cloakpool-Signature";

        private static final String VERSION = "v1";
        private static final String MAC = "HmacSHA256";

        @Override
        public Map<String, String> headers(String method, String rawPath, String body) {
            String time = Long.toString(clock.instant().getEpochSecond());
            return Map.of(TIME, time, SIGNATURE, VERSION + "=" + sign(method, rawPath, time, body));
        }

        private String sign(String method, String rawPath, String time, String body) {
            try {
                String digest = HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8)));
                Mac mac = Mac.getInstance(MAC);
                mac.init(new SecretKeySpec(secret.getBytes(UTF_8), MAC));
                return HexFormat.of()
                        .formatHex(mac.doFinal(String.join("\n", VERSION, method, rawPath, time, digest)
                                .getBytes(UTF_8)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every Java has " + MAC + " and SHA-256", e);
            }
        }

        @Override
        public String toString() {
            return "Signature";
        }
    }
}
