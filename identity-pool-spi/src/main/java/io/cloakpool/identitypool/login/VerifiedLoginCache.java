package io.cloakpool.identitypool.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/** Tokens that were verified, by a hash that names realm, binding and token. One for the whole server; holds no token. */
public final class VerifiedLoginCache {
    private final Cache<String, Proof> proofs = Caffeine.newBuilder()
            .maximumSize(LoginLimits.MAX_REMEMBERED)
            .expireAfterWrite(LoginLimits.MAX_REMEMBERED_FOR)
            .build();

    /** An empty cache. */
    public VerifiedLoginCache() {}

    @Nullable
    Proof get(String key) {
        return proofs.getIfPresent(key);
    }

    void put(String key, Proof proof) {
        proofs.put(key, proof);
    }

    long size() {
        proofs.cleanUp();
        return proofs.estimatedSize();
    }
}
