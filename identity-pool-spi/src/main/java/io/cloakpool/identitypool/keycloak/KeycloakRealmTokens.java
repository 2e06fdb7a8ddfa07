package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.login.RealmTokens;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.VerificationException;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.jose.jws.JWSHeader;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.models.KeycloakSession;

/** Signatures of the current realm's tokens, by its own keys: the key is looked up by key id and algorithm together. */
public final class KeycloakRealmTokens implements RealmTokens {
    private final KeycloakSession session;
    private final AcceptedKeys accepted;

    KeycloakRealmTokens(KeycloakSession session, AcceptedKeys accepted) {
        this.session = session;
        this.accepted = accepted;
    }

    @Override
    public SignedToken verify(String token) {
        JWSInput jws = CompactJws.parse(token).orElseThrow(() -> refused("the token is not a signed JWT"));
        JWSHeader header = jws.getHeader();
        String kid = header.getKeyId();
        String algorithm = header.getRawAlgorithm();
        if (kid == null) {
            throw refused("the token names no key");
        }
        KeyWrapper key = key(kid, algorithm);
        if (key == null || !hasGoodSignature(jws, key, algorithm)) {
            throw refused("the token was not signed by this realm");
        }
        Map<String, Object> claims =
                CompactJws.claims(jws).orElseThrow(() -> refused("the token's payload is not a JSON object"));
        return new SignedToken(kid, algorithm, header.getType(), claims);
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
    public boolean accepts(String kid, String algorithm) {
        return accepted.accepts(session.getContext().getRealm(), kid, algorithm, () -> key(kid, algorithm) != null);
    }

    private @Nullable KeyWrapper key(String kid, String algorithm) {
        return session.keys().getKey(session.getContext().getRealm(), kid, KeyUse.SIG, algorithm);
    }

    private static Refused refused(String message) {
        return new Refused(Reason.LOGIN_INVALID, message);
    }
}
