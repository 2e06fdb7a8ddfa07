package io.cloakpool.testsuite.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The key of a client whose tokens are bound to it (RFC 9449). */
public final class DpopKey {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int COORDINATE = 32;

    private final KeyPair pair;

    public DpopKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A proof for one request.
     *
     * @param token that goes along; empty where there is none yet
     */
    public String proof(String method, URI uri, String token) {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        Map<String, Object> claims = new HashMap<>(Map.of(
                "jti", UUID.randomUUID().toString(),
                "htm", method,
                "htu", uri.toString(),
                "iat", Instant.now().getEpochSecond()));
        try {
            if (!token.isEmpty()) {
                claims.put(
                        "ath",
                        BASE64.encodeToString(MessageDigest.getInstance("SHA-256")
                                .digest(token.getBytes(StandardCharsets.US_ASCII))));
            }
            String signed = part(Map.of(
                            "typ",
                            "dpop+jwt",
                            "alg",
                            "ES256",
                            "jwk",
                            Map.of(
                                    "kty",
                                    "EC",
                                    "crv",
                                    "P-256",
                                    "x",
                                    coordinate(key.getW().getAffineX()),
                                    "y",
                                    coordinate(key.getW().getAffineY()))))
                    + "."
                    + part(claims);
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(Map<String, Object> json) {
        try {
            return BASE64.encodeToString(JSON.writeValueAsBytes(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String coordinate(BigInteger number) {
        byte[] bytes = new byte[COORDINATE];
        byte[] all = number.toByteArray();
        int length = Math.min(COORDINATE, all.length);
        System.arraycopy(all, all.length - length, bytes, COORDINATE - length, length);
        return BASE64.encodeToString(bytes);
    }
}
