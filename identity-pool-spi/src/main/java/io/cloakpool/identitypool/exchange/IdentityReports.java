package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.identity.IdentityArchive;
import io.cloakpool.identitypool.identity.IdentityCounts;
import io.cloakpool.identitypool.identity.IdentityLocator;
import io.cloakpool.identitypool.identity.IdentityRecord;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRepository;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What is stored about the identities of the current realm. Who may ask is decided by the door. */
public final class IdentityReports {
    private final PoolRepository pools;
    private final IdentityArchive archive;

    /** Wires the use cases for one request. */
    public IdentityReports(PoolRepository pools, IdentityArchive archive) {
        this.pools = pools;
        this.archive = archive;
    }

    /**
     * Everything that is stored about an identity, whether or not its pool can be used.
     *
     * @throws io.cloakpool.identitypool.spi.Refused {@code IDENTITY_NOT_FOUND} when it has no row
     */
    public IdentityRecord export(IdentityId id) {
        return archive.find(id).orElseThrow(() -> IdentityLocator.notFound(id));
    }

    /** How much each usable pool of the realm is used, by name. */
    public List<PoolUsage> usage() {
        return usage(pools.pools());
    }

    /**
     * How much one pool is used.
     *
     * @throws io.cloakpool.identitypool.spi.Refused {@code POOL_NOT_FOUND}
     */
    public PoolUsage usage(PoolId id) {
        IdentityPool pool = pools.pool(id).orElseThrow(() -> PoolAdministration.notFound(id));
        return usage(List.of(pool)).get(0);
    }

    private List<PoolUsage> usage(List<IdentityPool> asked) {
        Map<PoolId, IdentityCounts> counts =
                archive.count(asked.stream().map(IdentityPool::id).toList());
        return asked.stream()
                .sorted(Comparator.comparing(IdentityPool::name))
                .map(pool -> new PoolUsage(pool.id(), pool.name(), counts.getOrDefault(pool.id(), IdentityCounts.NONE)))
                .toList();
    }
}
