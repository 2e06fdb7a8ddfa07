package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.BindingConfig;
import io.cloakpool.identitypool.pool.Gateway;
import io.cloakpool.identitypool.pool.GatewayConfig;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.IssuerConfig;
import io.cloakpool.identitypool.pool.IssuerSettings;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.PoolConfig;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.PoolSettings;
import io.cloakpool.identitypool.pool.RoleConfig;
import io.cloakpool.identitypool.pool.Secret;
import io.cloakpool.identitypool.pool.Source;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;

/** Pools, roles, issuers and gateways from the components of the current realm. */
public final class ComponentPoolRepository implements PoolRepository {
    private final KeycloakSession session;
    private final RealmComponents components;
    private final RealmFacts realm;

    /** A repository for one request, whose realm is known. */
    public ComponentPoolRepository(KeycloakSession session) {
        this(session, new RealmComponents(session));
    }

    private ComponentPoolRepository(KeycloakSession session, RealmComponents components) {
        this(
                session,
                components,
                IdentityPoolFactory.shared(session)
                        .realms()
                        .of(components.realm(), session.getContext().getUri().getBaseUri(), components.cache()));
    }

    ComponentPoolRepository(KeycloakSession session, RealmComponents components, RealmFacts realm) {
        this.session = session;
        this.components = components;
        this.realm = realm;
    }

    /** A pool's component without the parts that other components and the realm add. */
    private record PoolCore(PoolSettings settings, Secret guestSecret, Optional<String> region) {}

    @Override
    public PoolRealm realm() {
        return realm.realm();
    }

    @Override
    public Optional<IdentityPool> pool(PoolId id) {
        Optional<ComponentModel> model = components
                .byId(id.uuid().toString(), IdentityPoolComponent.class, IdentityPoolFactory.PROVIDER_ID)
                .filter(found -> components.hasOwnName(found, poolModels()));
        if (model.filter(found -> !realm.usable() || isOfOtherRegion(found)).isPresent()) {
            throw new Refused(
                    Reason.POOL_MISCONFIGURED,
                    "The realm's attributes were changed so that this identity pool cannot be used: its region may not change."
                            + " The server's log says more.");
        }
        return model.filter(found -> id.region().equals(realm().region()))
                .flatMap(found -> pool(
                        found,
                        components.below(found.getId(), LoginBindingComponent.class, LoginBindingFactory.PROVIDER_ID)));
    }

    @Override
    public List<IdentityPool> pools() {
        if (!realm.usable()) {
            return List.of();
        }
        Map<String, List<ComponentModel>> bindings =
                components.byParent(LoginBindingComponent.class, LoginBindingFactory.PROVIDER_ID);
        return components.withOwnName(poolModels()).stream()
                .filter(model -> !isOfOtherRegion(model))
                .flatMap(model -> pool(model, bindings.getOrDefault(model.getId(), List.of())).stream())
                .sorted(Comparator.comparing(IdentityPool::name))
                .toList();
    }

    /** Keycloak lets nobody veto a change of a realm attribute, so it is found here, on use. */
    private boolean isOfOtherRegion(ComponentModel model) {
        Optional<String> madeIn =
                core(model).flatMap(PoolCore::region).filter(region -> !region.equals(realm().region()));
        madeIn.ifPresent(region -> components
                .cache()
                .warnOnce("Ignored in realm " + components.realm().getName() + ": "
                        + PoolConfig.otherRegion(model.getName(), region, realm().region())
                                .getMessage()));
        return madeIn.isPresent();
    }

    private List<ComponentModel> poolModels() {
        return components.all(IdentityPoolComponent.class, IdentityPoolFactory.PROVIDER_ID);
    }

    private Optional<IdentityPool> pool(ComponentModel model, List<ComponentModel> bindings) {
        return core(model)
                .map(core -> new IdentityPool(id(model), core.guestSecret(), core.settings(), bindings(bindings)));
    }

    private PoolId id(ComponentModel model) {
        return new PoolId(realm().region(), UUID.fromString(model.getId()));
    }

    private Optional<PoolCore> core(ComponentModel model) {
        return parsed(model, PoolCore.class, source -> {
            IdentityPool pool = PoolConfig.pool(id(model), model.getName(), source, List.of());
            return new PoolCore(pool.settings(), pool.guestSecret(), PoolConfig.region(model.getName(), source));
        });
    }

    private List<LoginBinding> bindings(List<ComponentModel> models) {
        return components.withOwnName(models).stream()
                .flatMap(model -> parsed(
                        model,
                        LoginBinding.class,
                        source -> BindingConfig.binding(model.getId(), model.getName(), source))
                        .stream())
                .sorted(Comparator.comparing(LoginBinding::name))
                .toList();
    }

    @Override
    public Optional<PoolRole> role(String name) {
        return named(name, roleModels()).flatMap(this::role);
    }

    @Override
    public Optional<PoolRole> roleById(String id) {
        if (!realm.usable()) {
            return Optional.empty();
        }
        return components
                .byId(id, PoolRoleComponent.class, PoolRoleFactory.PROVIDER_ID)
                .filter(model -> components.hasOwnName(model, roleModels()))
                .flatMap(this::role);
    }

    @Override
    public List<PoolRole> roles() {
        if (!realm.usable()) {
            return List.of();
        }
        return components.withOwnName(roleModels()).stream()
                .flatMap(model -> role(model).stream())
                .sorted(Comparator.comparing(PoolRole::name))
                .toList();
    }

    private List<ComponentModel> roleModels() {
        return components.all(PoolRoleComponent.class, PoolRoleFactory.PROVIDER_ID);
    }

    private Optional<PoolRole> role(ComponentModel model) {
        return parsed(model, PoolRole.class, source -> RoleConfig.role(model.getId(), model.getName(), source));
    }

    @Override
    public Optional<Gateway> gateway(String name) {
        return named(name, components.all(GatewayComponent.class, GatewayFactory.PROVIDER_ID))
                .flatMap(model -> parsed(
                        model, Gateway.class, source -> GatewayConfig.gateway(model.getId(), model.getName(), source)))
                .flatMap(gateway -> VaultSecrets.resolve(session, gateway));
    }

    @Override
    public Optional<IssuerSettings> issuer(String name) {
        return named(name, components.all(CredentialIssuerComponent.class, CredentialIssuerFactory.PROVIDER_ID))
                .flatMap(model ->
                        parsed(model, IssuerSettings.class, source -> IssuerConfig.settings(model.getName(), source)));
    }

    private Optional<ComponentModel> named(String name, List<ComponentModel> models) {
        return realm.usable()
                ? models.stream()
                        .filter(model -> name.equals(model.getName()))
                        .findFirst()
                        .filter(model -> components.hasOwnName(model, models))
                : Optional.empty();
    }

    private <T> Optional<T> parsed(ComponentModel model, Class<T> type, Function<Source, T> parser) {
        return components.cache().get(components.realm().getName(), model, type, parser);
    }
}
