package io.cloakpool.identitypool.fakes;

import io.cloakpool.aws.policy.PolicyDocument;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.Gateway;
import io.cloakpool.identitypool.pool.GatewaySettings;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.IssuerSettings;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.PoolSettings;
import io.cloakpool.identitypool.pool.PoolStore;
import io.cloakpool.identitypool.pool.RoleSettings;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pools and roles of a realm in memory, readable and writable. */
public final class FakePools implements PoolRepository, PoolStore {
    private final Map<PoolId, IdentityPool> pools = new LinkedHashMap<>();
    private final Map<String, PoolRole> roles = new LinkedHashMap<>();
    private final Map<String, Gateway> gateways = new LinkedHashMap<>();
    private final Map<String, IssuerSettings> issuers = new LinkedHashMap<>();
    private PoolRealm realm;
    /** How often something was written. */
    public int writes;
    /** Whether the realm makes its pools unusable. */
    public boolean misconfigured;
    /** What another request stores while this one waits for its turn, once. */
    public @Nullable Runnable beforeLock;

    public FakePools(PoolRealm realm) {
        this.realm = realm;
    }

    public void realm(PoolRealm changed) {
        realm = changed;
    }

    public void add(IdentityPool pool) {
        pools.put(pool.id(), pool);
    }

    public void add(PoolRole role) {
        roles.put(role.name(), role);
    }

    public void add(Gateway gateway) {
        gateways.put(gateway.name(), gateway);
    }

    public void add(IssuerSettings issuer) {
        issuers.put(issuer.name(), issuer);
    }

    @Override
    public Optional<IssuerSettings> issuer(String name) {
        return Optional.ofNullable(issuers.get(name));
    }

    @Override
    public IssuerSettings saveIssuer(IssuerSettings settings) {
        writes++;
        add(settings);
        return settings;
    }

    @Override
    public boolean deleteIssuer(String name) {
        return issuers.remove(name) != null;
    }

    @Override
    public PoolRealm realm() {
        return realm;
    }

    @Override
    public Optional<IdentityPool> pool(PoolId id) {
        if (misconfigured) {
            throw new Refused(Reason.POOL_MISCONFIGURED, "the realm's attributes were changed");
        }
        return Optional.ofNullable(pools.get(id));
    }

    @Override
    public List<IdentityPool> pools() {
        List<IdentityPool> byName = new ArrayList<>(pools.values());
        byName.sort(Comparator.comparing(IdentityPool::name));
        return byName;
    }

    @Override
    public Optional<PoolRole> role(String name) {
        return Optional.ofNullable(roles.get(name));
    }

    @Override
    public Optional<PoolRole> roleById(String id) {
        return roles.values().stream().filter(r -> r.id().equals(id)).findFirst();
    }

    @Override
    public List<PoolRole> roles() {
        return List.copyOf(roles.values());
    }

    @Override
    public Optional<Gateway> gateway(String name) {
        return Optional.ofNullable(gateways.get(name));
    }

    @Override
    public void lock() {
        Runnable other = beforeLock;
        beforeLock = null;
        if (other != null) {
            other.run();
        }
    }

    @Override
    public IdentityPool savePool(UUID id, PoolSettings settings, List<BindingSettings> bindings) {
        writes++;
        PoolId poolId = new PoolId(realm.region(), id);
        IdentityPool pool = new IdentityPool(
                poolId,
                TestData.secret(7),
                settings,
                bindings.stream().map(TestData::binding).toList());
        add(pool);
        return pool;
    }

    @Override
    public boolean deletePool(PoolId id) {
        writes++;
        return pools.remove(id) != null;
    }

    @Override
    public PoolRole saveRole(RoleSettings s) {
        writes++;
        PoolRole role = new PoolRole(
                "id-of-" + s.name(),
                s.name(),
                s.enabled(),
                PolicyDocument.parse(s.policy()),
                null,
                s.trustedPools(),
                s.trustedAmr(),
                s.maxDuration(),
                s.sessionTags(),
                s.remote(),
                s.sts(),
                "r");
        add(role);
        return role;
    }

    @Override
    public boolean deleteRole(String name) {
        return roles.remove(name) != null;
    }

    @Override
    public Gateway saveGateway(GatewaySettings settings) {
        return new Gateway(
                "id",
                settings.name(),
                settings.enabled(),
                settings.dialect(),
                TestData.secret(9),
                settings.s3BaseDomains(),
                settings.apis());
    }

    @Override
    public boolean deleteGateway(String name) {
        return false;
    }

    @Override
    public void rotateKey(KeyKind kind) {
        writes++;
    }

    @Override
    public void replaceKeys(KeyKind kind) {
        writes++;
    }
}
