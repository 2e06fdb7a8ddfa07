package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.login.TokenSignatures;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.keycloak.common.VerificationException;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.jose.jws.JWSHeader;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.models.KeycloakSession;

/** Signatures of a provider's tokens, by its keys and Keycloak's algorithms. */
final class KeycloakTokens implements TokenSignatures {
    private final KeycloakSession session;
    private final SignatureKeys keys;

    KeycloakTokens(KeycloakSession session, SignatureKeys keys) {
        this.session = session;
        this.keys = keys;
    }

    @Override
    public SignedToken verify(String token) {
        JWSInput jws = CompactJws.parse(token).orElseThrow(() -> refused("the token is not a signed JWT"));
        JWSHeader header = jws.getHeader();
        String algorithm = header.getRawAlgorithm();
        KeyWrapper key = keys.find(header.getKeyId(), algorithm);
        if (key == null || !hasGoodSignature(jws, key, algorithm)) {
            throw refused("the token was not signed by its provider");
        }
        Map<String, Object> claims =
                CompactJws.claims(jws).orElseThrow(() -> refused("the token's payload is not a JSON object"));
        String kid = Objects.requireNonNullElse(header.getKeyId(), "");
        return new SignedToken(new SignatureKey(kid, algorithm, SignatureKeys.digest(key)), header.getType(), claims);
    }

    private boolean hasGoodSignature(JWSInput jws, KeyWrapper key, String algorithm) {
        SignatureProvider provider = session.getProvider(SignatureProvider.class, algorithm);
        if (provider == null) {
            return false;
        }
        try {
            byte[] signed = jws.getEncodedSignatureInput().getBytes(StandardCharsets.UTF_8);
            return provider.verifier(key).verify(signed, jws.getSignature());
        } catch (VerificationException e) {
            return false;
        }
    }

    @Override
    public boolean accepts(SignatureKey key) {
        return keys.has(key);
    }

    private static Refused refused(String message) {
        return new Refused(Reason.LOGIN_INVALID, message);
    }
}
