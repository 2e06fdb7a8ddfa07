package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.issuer.sts.TrustPolicy;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.IssuerSettings;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.PoolStore;
import io.cloakpool.identitypool.pool.RemoteRole;
import io.cloakpool.identitypool.pool.RoleSettings;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Administering credential issuers and the roles that use them. Who may do it is decided by the door. */
public final class IssuerAdministration {
    private final PoolRepository pools;
    private final PoolStore store;
    private final ReferenceCheck references;

    /** Wires the use cases for one request. */
    public IssuerAdministration(PoolRepository pools, PoolStore store) {
        this.pools = pools;
        this.store = store;
        this.references = new ReferenceCheck(pools);
    }

    /**
     * Makes or replaces an issuer.
     *
     * @throws Refused {@code INVALID_PARAMETER} for one that is on while the server's hostname is not configured: whoever forges a
     *     Host header would choose the issuer of its tokens
     */
    public IssuerSettings save(IssuerSettings issuer) {
        if (issuer.enabled() && !pools.realm().hostnameConfigured()) {
            throw invalid("An enabled credential issuer needs a server whose hostname is configured.");
        }
        return store.saveIssuer(issuer);
    }

    /**
     * @throws Refused {@code INVALID_PARAMETER} when the role names an issuer that is missing, or trusts a login that its pool cannot
     *     prove, unless it did so before
     */
    public PoolRole saveRole(RoleSettings role) {
        store.lock();
        references.requireIssuer(role);
        references.requireTrust(role, null, List.of());
        return store.saveRole(role);
    }

    /**
     * The trust policy that a role's remote counterpart must have.
     *
     * @param poolName null where the role trusts one pool only
     * @param identities ids of the identities that alone may take it; empty for all of the pool
     */
    public String trustPolicy(String roleName, @Nullable String poolName, Collection<String> identities) {
        PoolRole role =
                pools.role(roleName).orElseThrow(() -> new Refused(Reason.RESOURCE_NOT_FOUND, "There is no such role"));
        RemoteRole remote = Optional.ofNullable(role.remote())
                .orElseThrow(() -> invalid("The role has no credential issuer: its credentials are made here."));
        List<IdentityId> ids = identities.stream()
                .map(id -> IdentityId.parse(id).orElseThrow(() -> invalid("identity must be an identity id.")))
                .toList();
        return TrustPolicy.json(pools.realm(), pool(role, poolName), role, remote, ids);
    }

    private IdentityPool pool(PoolRole role, @Nullable String name) {
        if (name == null && role.trustedPools().size() != 1) {
            throw invalid("pool is needed: the role does not trust exactly one.");
        }
        String wanted = name == null ? role.trustedPools().iterator().next() : name;
        if (!role.trustedPools().contains(wanted)) {
            throw invalid("The role does not trust this pool.");
        }
        return pools.pools().stream()
                .filter(pool -> pool.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new Refused(Reason.POOL_NOT_FOUND, "There is no such identity pool"));
    }

    private static Refused invalid(String message) {
        return new Refused(Reason.INVALID_PARAMETER, message);
    }
}
