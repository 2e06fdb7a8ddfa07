package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.engine.RequestLogger;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.PublicKeysWrapper;
import org.keycloak.jose.jwk.JSONWebKeySet;
import org.keycloak.jose.jwk.JWK;
import org.keycloak.util.JWKSUtils;
import org.keycloak.util.JsonSerialization;

/** The signing keys of a JSON Web Key Set (RFC 7517). */
final class JwksKeys {
    private static final RequestLogger LOG = RequestLogger.of(JwksKeys.class);
    private static final String SIGNATURES = "sig";

    private JwksKeys() {}

    /** @throws IOException when the text is no key set */
    static PublicKeysWrapper keys(String text) throws IOException {
        JSONWebKeySet keys = JsonSerialization.readValue(text, JSONWebKeySet.class);
        if (keys == null || keys.getKeys() == null) {
            throw new IOException("no key set");
        }
        return new PublicKeysWrapper(Arrays.stream(keys.getKeys())
                .filter(key -> key.getPublicKeyUse() == null || SIGNATURES.equals(key.getPublicKeyUse()))
                .flatMap(key -> readable(key).stream())
                .toList());
    }

    /** Empty for a key of a kind or curve that Java or Keycloak cannot read: the others count (RFC 7517, section 5). */
    private static Optional<KeyWrapper> readable(JWK key) {
        try {
            return Optional.ofNullable(JWKSUtils.getKeyWrapper(key));
        } catch (RuntimeException e) {
            LOG.debugf(e, "A published key cannot be read");
            return Optional.empty();
        }
    }
}
