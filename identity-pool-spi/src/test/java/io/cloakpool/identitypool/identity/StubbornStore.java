package io.cloakpool.identitypool.identity;

import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows nobody and says no to every write. */
class StubbornStore implements IdentityStore {
    @Override
    public Optional<Identity> find(IdentityId id) {
        return Optional.empty();
    }

    @Override
    public List<Identity> findByLogins(PoolId pool, Collection<LoginName> logins) {
        return List.of();
    }

    @Override
    public Write create(PoolId pool, IdentityId id, Collection<LoginName> logins, Instant now) {
        return Write.CONFLICT;
    }

    @Override
    public Write link(IdentityId id, Collection<LoginName> held, Collection<LoginName> logins, Instant now) {
        return Write.CONFLICT;
    }

    @Override
    public Write unlink(IdentityId id, Collection<LoginName> held, Collection<LoginName> logins, Instant now) {
        return Write.CONFLICT;
    }

    @Override
    public Write merge(IdentityId source, IdentityId destination, Instant now) {
        return Write.CONFLICT;
    }

    @Override
    public void delete(PoolId pool, IdentityId id, Instant now) {}

    @Override
    public void retire(PoolId pool, IdentityId id, @Nullable IdentityId successor, Instant now) {}

    @Override
    public List<Identity> list(PoolId pool, @Nullable IdentityId after, int max, boolean hideRetired) {
        return List.of();
    }

    @Override
    public Write retireGuest(PoolId pool, IdentityId id, IdentityId successor, Instant now) {
        return Write.CONFLICT;
    }
}
