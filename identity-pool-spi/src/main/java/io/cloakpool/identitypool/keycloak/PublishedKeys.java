package io.cloakpool.identitypool.keycloak;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.crypto.KeyWrapper;

/** Keys that a provider publishes in a key set. They are asked for again for an unknown key id. */
final class PublishedKeys implements SignatureKeys {
    private final StoredKeys stored;

    PublishedKeys(StoredKeys stored) {
        this.stored = stored;
    }

    @Override
    public @Nullable KeyWrapper find(@Nullable String kid, String algorithm) {
        if (kid == null || !AsymmetricAlgorithms.has(algorithm)) {
            return null;
        }
        return known(kid, algorithm)
                .or(() -> stored.reload() ? known(kid, algorithm) : Optional.empty())
                .orElse(null);
    }

    /** Not by the storage's own look-up of one key: for an unknown id that writes the caller's text into the log. */
    private Optional<KeyWrapper> known(String kid, String algorithm) {
        return stored.current().stream()
                .filter(key -> kid.equals(key.getKid()))
                .filter(key -> key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm))
                .findFirst();
    }
}
