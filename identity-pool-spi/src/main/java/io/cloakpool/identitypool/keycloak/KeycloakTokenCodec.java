package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.issuer.TokenCodec;
import io.cloakpool.identitypool.pool.PoolKeys.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.common.VerificationException;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.AsymmetricSignatureSignerContext;
import org.keycloak.crypto.AsymmetricSignatureVerifierContext;
import org.keycloak.crypto.KeyType;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.jose.jws.JWSBuilder;
import org.keycloak.jose.jws.JWSInput;

/** RS256 JWTs by Keycloak's JOSE classes, with keys that Keycloak's own key manager never sees. */
public final class KeycloakTokenCodec implements TokenCodec {
    private static final String TYPE = "JWT";

    @Override
    public String sign(SigningKey key, Map<String, Object> claims) {
        return new JWSBuilder()
                .type(TYPE)
                .kid(key.kid())
                .jsonContent(claims)
                .sign(new AsymmetricSignatureSignerContext(wrapper(key)));
    }

    @Override
    public Optional<Map<String, Object>> verify(List<SigningKey> keys, String token) {
        return CompactJws.parse(token)
                .filter(jws -> Algorithm.RS256.equals(jws.getHeader().getRawAlgorithm()))
                .filter(jws -> keys.stream()
                        .filter(key -> key.kid().equals(jws.getHeader().getKeyId()))
                        .anyMatch(key -> hasGoodSignature(jws, key)))
                .flatMap(CompactJws::claims);
    }

    private static boolean hasGoodSignature(JWSInput jws, SigningKey key) {
        try {
            return new AsymmetricSignatureVerifierContext(wrapper(key))
                    .verify(jws.getEncodedSignatureInput().getBytes(StandardCharsets.UTF_8), jws.getSignature());
        } catch (VerificationException e) {
            return false;
        }
    }

    private static KeyWrapper wrapper(SigningKey key) {
        KeyWrapper wrapper = new KeyWrapper();
        wrapper.setKid(key.kid());
        wrapper.setType(KeyType.RSA);
        wrapper.setUse(KeyUse.SIG);
        wrapper.setAlgorithm(Algorithm.RS256);
        wrapper.setPrivateKey(key.privateKey());
        wrapper.setPublicKey(key.certificate().getPublicKey());
        return wrapper;
    }
}
