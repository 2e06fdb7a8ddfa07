package io.cloakpool.authenticators.federation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Apple takes for a client secret: a JWT that the team's key signs with ES256 (Apple, "Creating a client secret"). Apple lets it
 * live for six months; this one is made for each request and lives for five minutes.
 *
 * @param team ten characters, from the membership page
 * @param keyId of the key, ten characters
 * @param client the services id
 * @param audience Apple's issuer
 */
public record AppleClientSecret(String team, String keyId, String client, String audience) {
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final int P256_BITS = 256;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /**
     * Makes one.
     *
     * @param key the file {@code AuthKey_….p8} as Apple gives it out, line breaks or not
     * @throws IllegalArgumentException when that is no key of the curve P-256; the message does not quote it
     */
    public String sign(String key, Instant now) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", "ES256");
        header.put("kid", keyId);
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", team);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(LIFETIME).getEpochSecond());
        claims.put("aud", audience);
        claims.put("sub", client);
        String content = part(header) + "." + part(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(read(key));
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The key does not sign", e);
        }
    }

    private static PrivateKey read(String key) {
        String base64 = key.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            PrivateKey read = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
            if (read instanceof ECPrivateKey ec && ec.getParams().getOrder().bitLength() == P256_BITS) {
                return read;
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The secret is no private key in PKCS #8, as Apple's .p8 files have it", e);
        }
        throw new IllegalArgumentException("The secret is no key of the curve P-256");
    }

    private static String part(Map<String, Object> members) {
        try {
            return BASE64.encodeToString(JSON.writeValueAsBytes(members));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
