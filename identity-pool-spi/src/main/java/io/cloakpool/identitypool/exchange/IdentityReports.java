package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.identity.Identity;
import io.cloakpool.identitypool.identity.IdentityArchive;
import io.cloakpool.identitypool.identity.IdentityCounts;
import io.cloakpool.identitypool.identity.IdentityLocator;
import io.cloakpool.identitypool.identity.IdentityRecord;
import io.cloakpool.identitypool.identity.IdentityStore;
import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.login.ProviderFacts;
import io.cloakpool.identitypool.login.ProviderNames;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRepository;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is stored about the identities of the current realm. Who may ask is decided by the door. */
public final class IdentityReports {
    private final PoolRepository pools;
    private final IdentityArchive archive;
    private final IdentityStore identities;
    private final ProviderNames providers;

    /** Wires the use cases for one request. */
    public IdentityReports(
            PoolRepository pools, IdentityArchive archive, IdentityStore identities, ProviderNames providers) {
        this.pools = pools;
        this.archive = archive;
        this.identities = identities;
        this.providers = providers;
    }

    /**
     * The identities of a pool that belong to somebody: those with a login of this subject at the realm, at a provider that the pool
     * accepts now, or at its developer provider.
     *
     * @param subject the user's id at the realm, or what another provider calls its user
     * @throws io.cloakpool.identitypool.spi.Refused {@code POOL_NOT_FOUND}
     */
    public List<Identity> ofSubject(PoolId id, String subject) {
        IdentityPool pool = pool(id);
        Stream<LoginName> atProviders = Stream.concat(
                        Stream.of(LoginProvider.REALM), pool.bindings().stream().map(LoginBinding::provider))
                .distinct()
                .flatMap(provider -> providers.facts(provider).map(ProviderFacts::id).stream())
                .map(provider -> new LoginName(provider, subject));
        Stream<LoginName> atBackEnd = Stream.ofNullable(pool.settings().developerProviderName())
                .map(provider -> LoginName.ofDeveloper(provider, subject));
        return identities.findByLogins(id, Stream.concat(atProviders, atBackEnd).toList());
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
        return usage(List.of(pool(id))).get(0);
    }

    private IdentityPool pool(PoolId id) {
        return pools.pool(id).orElseThrow(() -> PoolAdministration.notFound(id));
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
