package io.cloakpool.identitypool.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Identities of logins that were seen lately, so that a login in use needs no look at the database. One for the whole server.
 * A hit counts only while the identity is not revoked and has lost no login; who asks must check that.
 */
public final class KnownIdentities {
    /** How long an identity is remembered. */
    public static final Duration MAX_AGE = Duration.ofHours(1);

    private static final int MAX_ENTRIES = 10_000;

    /** A login of a pool. The guest secret tells a pool from an earlier one of the same id. */
    private record Key(PoolId pool, Secret guestSecret, LoginName login) {}

    /** Whose id it is. */
    record Owner(PoolId pool, Secret guestSecret, LoginName login) {
        boolean isOf(IdentityPool other) {
            return pool.equals(other.id()) && guestSecret.equals(other.guestSecret());
        }
    }

    private final Cache<Key, IdentityId> byLogin = Caffeine.newBuilder()
            .maximumSize(MAX_ENTRIES)
            .expireAfterWrite(MAX_AGE)
            .build();
    private final Cache<IdentityId, Owner> byId = Caffeine.newBuilder()
            .maximumSize(MAX_ENTRIES)
            .expireAfterWrite(MAX_AGE)
            .build();

    /** An empty cache. */
    public KnownIdentities() {}

    @Nullable
    IdentityId of(IdentityPool pool, LoginName login) {
        return byLogin.getIfPresent(new Key(pool.id(), pool.guestSecret(), login));
    }

    @Nullable
    Owner of(IdentityId id) {
        return byId.getIfPresent(id);
    }

    void put(IdentityPool pool, LoginName login, IdentityId id) {
        byLogin.put(new Key(pool.id(), pool.guestSecret(), login), id);
        byId.put(id, new Owner(pool.id(), pool.guestSecret(), login));
    }
}
