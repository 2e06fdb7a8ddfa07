package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.ComponentKind;
import io.cloakpool.identitypool.pool.PoolConfig;
import io.cloakpool.identitypool.pool.RealmConfig;
import io.cloakpool.identitypool.pool.Source;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/** Components of identity pools. Its start is the start of the pack: it checks the server and holds what requests share. */
public final class IdentityPoolFactory extends PackComponentFactory<IdentityPoolComponent> {
    public static final String PROVIDER_ID = "cloakpool-identity-pool";

    private final SharedState shared = new SharedState();

    public IdentityPoolFactory() {
        super(
                PROVIDER_ID,
                ComponentKind.POOL,
                "An identity pool: temporary credentials for the users of this realm.",
                IdentityPoolConfigProperties.ALL);
    }

    /** What the requests of this server share. */
    static SharedState shared(KeycloakSession session) {
        IdentityPoolFactory factory = (IdentityPoolFactory)
                session.getKeycloakSessionFactory().getProviderFactory(IdentityPoolComponent.class, PROVIDER_ID);
        return Objects.requireNonNull(factory).shared;
    }

    /** Runs before the server touches its database; what it throws ends the start with this message. */
    @Override
    public void init(Config.Scope config) {
        StartupChecks.refusal(ServerFacts.read()).ifPresent(message -> {
            throw new IllegalStateException(message);
        });
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(new IdentityEraser());
    }

    @Override
    public void close() {
        shared.deadlines().close();
    }

    /** Whoever deletes the pool: our doors and Keycloak's own endpoint of components both come here. */
    @Override
    public void preRemove(KeycloakSession session, RealmModel realm, ComponentModel model) {
        IdentityEraser.erasePoolAfterCommit(session, realm.getId(), model.getId());
    }

    @Override
    void complete(RealmModel realm, ComponentModel model) {
        if (PoolConfig.lacksGuestSecret(Source.of(model.getConfig()))) {
            KeyMaterial.putSecret(model, PoolConfig.GUEST_SECRET, PoolConfig.GUEST_SECRET_BYTES);
        }
        if (PoolConfig.region(model.getName(), Source.of(model.getConfig())).isEmpty()) {
            RealmConfig.region(realm::getAttribute).ifPresent(region -> model.put(PoolConfig.REGION, region));
        }
    }

    @Override
    void judge(RealmModel realm, String name, Source source) {
        PoolConfig.settings(name, source);
        PoolConfig.guestSecret(name, source);
        Optional<String> madeIn = PoolConfig.region(name, source);
        Optional<String> now = RealmConfig.region(realm::getAttribute);
        if (madeIn.isPresent() && now.isPresent() && !madeIn.equals(now)) {
            throw PoolConfig.otherRegion(name, madeIn.get(), now.get());
        }
    }

    @Override
    public IdentityPoolComponent create(KeycloakSession session, ComponentModel model) {
        return new IdentityPoolComponent() {};
    }
}
