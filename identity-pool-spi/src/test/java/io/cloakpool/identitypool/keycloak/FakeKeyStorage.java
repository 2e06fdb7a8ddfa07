package io.cloakpool.identitypool.keycloak;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.PublicKeysWrapper;
import org.keycloak.keys.PublicKeyLoader;
import org.keycloak.keys.PublicKeyStorageProvider;

/** Keeps what was loaded as Keycloak's storage does, but without a pause between two loads. */
final class FakeKeyStorage implements PublicKeyStorageProvider {
    private final Map<String, PublicKeysWrapper> entries = new HashMap<>();

    /** What is stored under this name, other than by a load. */
    void put(String name, KeyWrapper... keys) {
        entries.put(name, new PublicKeysWrapper(List.of(keys)));
    }

    @Override
    public List<KeyWrapper> getKeys(String name, PublicKeyLoader loader) {
        if (!entries.containsKey(name)) {
            reloadKeys(name, loader);
        }
        return Objects.requireNonNull(entries.get(name)).getKeys();
    }

    @Override
    public boolean reloadKeys(String name, PublicKeyLoader loader) {
        try {
            entries.put(name, loader.loadKeys());
            return true;
        } catch (Exception e) {
            throw new IllegalStateException("Error when loading public keys", e);
        }
    }

    @Override
    public KeyWrapper getPublicKey(String name, String kid, String algorithm, PublicKeyLoader loader) {
        throw new UnsupportedOperationException("logs the key id, which is a caller's text");
    }

    @Override
    public KeyWrapper getFirstPublicKey(String name, String algorithm, PublicKeyLoader loader) {
        throw new UnsupportedOperationException("takes any key");
    }

    @Override
    public KeyWrapper getFirstPublicKey(String name, Predicate<KeyWrapper> predicate, PublicKeyLoader loader) {
        throw new UnsupportedOperationException("not for tokens that name a key");
    }

    @Override
    public void close() {}
}
