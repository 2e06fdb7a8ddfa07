package io.cloakpool.identitypool.identity;

import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.Revocations;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.Optional;

/** Finds the pool of an identity id: from what is known, from its row, or by trying the guest keys of the realm's pools. */
public final class IdentityLocator {
    private final PoolRepository pools;
    private final IdentityStore store;
    private final GuestIds guestIds;
    private final KnownIdentities known;
    private final Revocations revocations;

    public IdentityLocator(
            PoolRepository pools,
            IdentityStore store,
            GuestIds guestIds,
            KnownIdentities known,
            Revocations revocations) {
        this.pools = pools;
        this.store = store;
        this.guestIds = guestIds;
        this.known = known;
        this.revocations = revocations;
    }

    /** A locator that knows nothing beforehand: it finds what is stored. */
    public static IdentityLocator ofStored(PoolRepository pools, IdentityStore store, GuestIds guestIds) {
        return new IdentityLocator(pools, store, guestIds, new KnownIdentities(), Revocations.NONE);
    }

    /** @throws Refused with {@code IDENTITY_NOT_FOUND} when the id belongs to no pool of the realm */
    public Located locate(IdentityId id) {
        if (!id.region().equals(pools.realm().region())) {
            throw notFound(id);
        }
        return known(id).or(() -> stored(id)).orElseThrow(() -> notFound(id));
    }

    private Optional<Located> known(IdentityId id) {
        KnownIdentities.Owner owner = known.of(id);
        if (owner == null || revocations.isRevoked(id) || revocations.hasLostLogin(id)) {
            return Optional.empty();
        }
        return pools.pool(owner.pool()).filter(owner::isOf).map(pool -> new Located(pool, id, null, owner.login()));
    }

    private Optional<Located> stored(IdentityId id) {
        Optional<Identity> row = store.find(id);
        if (row.isPresent()) {
            return pools.pool(row.get().pool()).map(pool -> new Located(pool, id, row.get(), null));
        }
        return guestPool(id).map(pool -> new Located(pool, id, null, null));
    }

    private Optional<IdentityPool> guestPool(IdentityId id) {
        return pools.pools().stream().filter(pool -> guestIds.isOf(pool, id)).findFirst();
    }

    /** The refusal of an id that nobody has. */
    public static Refused notFound(IdentityId id) {
        return new Refused(Reason.IDENTITY_NOT_FOUND, "Identity '" + id + "' not found.");
    }
}
