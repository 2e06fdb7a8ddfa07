package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.BindingConfig;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.Gateway;
import io.cloakpool.identitypool.pool.GatewayConfig;
import io.cloakpool.identitypool.pool.GatewaySettings;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.IssuerConfig;
import io.cloakpool.identitypool.pool.IssuerSettings;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.PoolConfig;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.PoolSettings;
import io.cloakpool.identitypool.pool.PoolStore;
import io.cloakpool.identitypool.pool.RealmConfig;
import io.cloakpool.identitypool.pool.RoleConfig;
import io.cloakpool.identitypool.pool.RoleSettings;
import io.cloakpool.identitypool.pool.Source;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.Provider;

/** Writes pools, roles, issuers and gateways as components of the current realm. */
public final class ComponentPoolStore implements PoolStore {
    private static final String POOLS = IdentityPoolFactory.PROVIDER_ID;
    private static final String BINDINGS = LoginBindingFactory.PROVIDER_ID;
    private static final String ROLES = PoolRoleFactory.PROVIDER_ID;
    private static final String ISSUERS = CredentialIssuerFactory.PROVIDER_ID;
    private static final String GATEWAYS = GatewayFactory.PROVIDER_ID;

    private final KeycloakSession session;
    private final RealmComponents components;
    private final ComponentWriter writer;
    private final KeyRotation keys;

    /** A store for one request, whose realm is known. */
    public ComponentPoolStore(KeycloakSession session) {
        this.session = session;
        this.components = new RealmComponents(session);
        this.writer = new ComponentWriter(session);
        this.keys = new KeyRotation(components, writer, KeycloakTime.INSTANCE);
    }

    @Override
    public void lock() {
        writer.lock();
    }

    @Override
    public IdentityPool savePool(UUID id, PoolSettings settings, List<BindingSettings> bindings) {
        refuseDoubledBindings(bindings);
        lock();
        List<ComponentModel> pools = components.all(IdentityPoolComponent.class, POOLS);
        if (pools.stream().anyMatch(pool -> isHeldByOther(pool, settings.name(), id))) {
            throw new Refused(Reason.CONFLICT, "another identity pool has this name");
        }
        refuseSecondRegion(pools);
        if (pools.isEmpty()) {
            keys.addMissing();
        }
        String parent = components.realm().getId();
        ComponentModel old = components
                .byId(id.toString(), IdentityPoolComponent.class, POOLS)
                .orElse(null);
        ComponentModel model = writer.model(old, IdentityPoolComponent.class, POOLS, parent, settings.name());
        model.setId(id.toString());
        ComponentWriter.put(model, PoolConfig.config(settings), Set.of(PoolConfig.GUEST_SECRET, PoolConfig.REGION));
        writer.save(model, old);
        saveBindings(model.getId(), bindings);
        writer.flush(model);
        return stored(
                repository -> repository.pool(new PoolId(repository.realm().region(), id)));
    }

    private void refuseSecondRegion(List<ComponentModel> pools) {
        Optional<String> region = RealmConfig.region(components.realm()::getAttribute);
        pools.stream()
                .filter(pool -> pool.get(PoolConfig.REGION) != null)
                .filter(pool -> !region.equals(Optional.of(pool.get(PoolConfig.REGION))))
                .findFirst()
                .ifPresent(pool -> {
                    IllegalArgumentException cause = PoolConfig.otherRegion(
                            pool.getName(), pool.get(PoolConfig.REGION), region.orElse("malformed"));
                    throw new Refused(Reason.POOL_MISCONFIGURED, String.valueOf(cause.getMessage()), cause);
                });
    }

    private static boolean isHeldByOther(ComponentModel pool, String name, UUID id) {
        return name.equals(pool.getName()) && !id.toString().equals(pool.getId());
    }

    private static void refuseDoubledBindings(List<BindingSettings> bindings) {
        Set<Object> seen = new HashSet<>();
        for (BindingSettings binding : bindings) {
            if (!seen.add(binding.name()) || !seen.add(providerOf(binding))) {
                throw new Refused(
                        Reason.INVALID_PARAMETER, "two login bindings of the pool have one name or one provider");
            }
        }
    }

    private static LoginProvider providerOf(BindingSettings binding) {
        return new LoginProvider(binding.provider().kind(), binding.provider().name(), null);
    }

    private void saveBindings(String poolId, List<BindingSettings> bindings) {
        List<ComponentModel> stored = components.below(poolId, LoginBindingComponent.class, BINDINGS);
        Set<String> kept = new HashSet<>();
        for (BindingSettings binding : bindings) {
            ComponentModel old = named(stored, binding.name()).orElse(null);
            ComponentModel model = writer.model(old, LoginBindingComponent.class, BINDINGS, poolId, binding.name());
            ComponentWriter.put(model, BindingConfig.config(binding), Set.of());
            writer.save(model, old);
            kept.add(model.getId());
        }
        stored.stream().filter(model -> !kept.contains(model.getId())).forEach(writer::remove);
    }

    @Override
    public boolean deletePool(PoolId id) {
        lock();
        Optional<ComponentModel> pool = components.byId(id.uuid().toString(), IdentityPoolComponent.class, POOLS);
        pool.ifPresent(model -> {
            writer.remove(model);
            writer.flush();
        });
        return pool.isPresent();
    }

    @Override
    public PoolRole saveRole(RoleSettings settings) {
        lock();
        ComponentModel old = unique(components.all(PoolRoleComponent.class, ROLES), settings.name());
        String parent = components.realm().getId();
        ComponentModel model = writer.model(old, PoolRoleComponent.class, ROLES, parent, settings.name());
        ComponentWriter.put(model, RoleConfig.config(settings), Set.of());
        writer.save(model, old);
        writer.flush(model);
        return stored(repository -> repository.role(settings.name()));
    }

    @Override
    public boolean deleteRole(String name) {
        return delete(PoolRoleComponent.class, ROLES, name);
    }

    @Override
    public Gateway saveGateway(GatewaySettings settings) {
        lock();
        ComponentModel old = unique(components.all(GatewayComponent.class, GATEWAYS), settings.name());
        String parent = components.realm().getId();
        ComponentModel model = writer.model(old, GatewayComponent.class, GATEWAYS, parent, settings.name());
        Set<String> kept = settings.secret() == null ? Set.of(GatewayConfig.SECRET) : Set.of();
        ComponentWriter.put(model, GatewayConfig.config(settings), kept);
        writer.save(model, old);
        writer.flush(model);
        return GatewayConfig.gateway(model.getId(), model.getName(), Source.of(model.getConfig()));
    }

    @Override
    public boolean deleteGateway(String name) {
        return delete(GatewayComponent.class, GATEWAYS, name);
    }

    @Override
    public IssuerSettings saveIssuer(IssuerSettings settings) {
        lock();
        ComponentModel old = unique(components.all(CredentialIssuerComponent.class, ISSUERS), settings.name());
        String parent = components.realm().getId();
        ComponentModel model = writer.model(old, CredentialIssuerComponent.class, ISSUERS, parent, settings.name());
        ComponentWriter.put(model, IssuerConfig.config(settings), Set.of());
        writer.save(model, old);
        writer.flush(model);
        return IssuerConfig.settings(model.getName(), Source.of(model.getConfig()));
    }

    @Override
    public boolean deleteIssuer(String name) {
        return delete(CredentialIssuerComponent.class, ISSUERS, name);
    }

    @Override
    public void rotateKey(KeyKind kind) {
        lock();
        keys.rotate(kind);
        writer.flush();
    }

    @Override
    public void replaceKeys(KeyKind kind) {
        lock();
        keys.replace(kind);
        writer.flush();
    }

    private boolean delete(Class<? extends Provider> type, String providerId, String name) {
        lock();
        List<ComponentModel> models = components.all(type, providerId);
        List<ComponentModel> found =
                models.stream().filter(model -> name.equals(model.getName())).toList();
        found.forEach(writer::remove);
        writer.flush();
        return !found.isEmpty();
    }

    private static Optional<ComponentModel> named(List<ComponentModel> models, String name) {
        return models.stream().filter(model -> name.equals(model.getName())).findFirst();
    }

    private static @Nullable ComponentModel unique(List<ComponentModel> models, String name) {
        List<ComponentModel> found =
                models.stream().filter(model -> name.equals(model.getName())).toList();
        if (found.size() > 1) {
            throw new Refused(Reason.CONFLICT, "several components of this kind have this name; delete them first");
        }
        return found.isEmpty() ? null : found.get(0);
    }

    private <T> T stored(Function<ComponentPoolRepository, Optional<T>> read) {
        return read.apply(new ComponentPoolRepository(session))
                .orElseThrow(() -> new Refused(
                        Reason.POOL_MISCONFIGURED, "it was stored, but the realm's configuration makes it unusable"));
    }
}
