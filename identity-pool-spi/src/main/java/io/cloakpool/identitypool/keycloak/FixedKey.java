package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.engine.RequestLogger;
import org.jspecify.annotations.Nullable;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.keys.loader.HardcodedPublicKeyLoader;

/** The one public key that an administrator wrote into the configuration of an identity provider. */
final class FixedKey implements SignatureKeys {
    private static final RequestLogger LOG = RequestLogger.of(FixedKey.class);

    private final String pem;
    private final @Nullable String id;

    /** @param id key id that tokens must name; null where any or none will do */
    FixedKey(String pem, @Nullable String id) {
        this.pem = pem;
        this.id = id;
    }

    @Override
    public @Nullable KeyWrapper find(@Nullable String kid, String algorithm) {
        boolean named = id == null || id.equals(kid);
        return named && AsymmetricAlgorithms.has(algorithm) ? read(kid, algorithm) : null;
    }

    /** Not by Keycloak's key storage: under made-up key ids, a stranger could have it forget the right one for a while. */
    private @Nullable KeyWrapper read(@Nullable String kid, String algorithm) {
        try {
            return new HardcodedPublicKeyLoader(kid, pem, algorithm)
                    .loadKeys().getKeys().stream().findFirst().orElse(null);
        } catch (Exception e) {
            // It is for another algorithm than the one that the token names, or no key at all: Keycloak does not say
            // which.
            LOG.debugf(e, "The configured key cannot be one for %s", algorithm);
            return null;
        }
    }
}
