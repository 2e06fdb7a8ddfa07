package io.cloakpool.identitypool.keycloak;

import io.cloakpool.aws.http.OutboundHosts;
import io.cloakpool.identitypool.identity.GuestBudget;
import io.cloakpool.identitypool.pool.ComponentKind;
import io.cloakpool.identitypool.pool.PoolConfig;
import io.cloakpool.identitypool.pool.RealmConfig;
import io.cloakpool.identitypool.pool.Source;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** Components of identity pools. Its start is the start of the pack: it checks the server and holds what requests share. */
public final class IdentityPoolFactory extends PackComponentFactory<IdentityPoolComponent> {
    public static final String PROVIDER_ID = "cloakpool-identity-pool";

    /** Option of the server: seconds between two sweeps. */
    static final String SWEEP_INTERVAL = "sweepInterval";

    /** Option of the server: requests of guests in a minute, by pool and network. */
    static final String GUEST_REQUESTS = "guestRequestsPerMinute";

    /** Option of the server: the hosts that it calls for realms. */
    static final String OUTBOUND_HOSTS = "outboundHosts";

    private final SharedState shared = new SharedState();
    private Duration sweepInterval = IdentitySweepTask.DEFAULT_INTERVAL;

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
        sweepInterval = sweepInterval(config);
        shared.limitGuests(guestRequests(config));
        shared.limitOutbound(outboundHosts(config));
    }

    static Duration sweepInterval(Config.Scope config) {
        long seconds = config.getLong(SWEEP_INTERVAL, IdentitySweepTask.DEFAULT_INTERVAL.toSeconds());
        requireWithin(
                "sweep-interval",
                seconds,
                IdentitySweepTask.MIN_INTERVAL.toSeconds(),
                IdentitySweepTask.MAX_INTERVAL.toSeconds());
        return Duration.ofSeconds(seconds);
    }

    static int guestRequests(Config.Scope config) {
        long requests = config.getLong(GUEST_REQUESTS, (long) GuestBudget.DEFAULT_PER_MINUTE);
        requireWithin("guest-requests-per-minute", requests, 1, GuestBudget.MAX_PER_MINUTE);
        return Math.toIntExact(requests);
    }

    static OutboundHosts outboundHosts(Config.Scope config) {
        String[] hosts = config.getArray(OUTBOUND_HOSTS);
        try {
            return hosts == null ? OutboundHosts.ANY : OutboundHosts.of(hosts);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "Option outbound-hosts of provider " + PROVIDER_ID + " must list hosts: " + e.getMessage(), e);
        }
    }

    private static void requireWithin(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalStateException("Option " + option + " of provider " + PROVIDER_ID + " must be " + least
                    + " to " + most + ", but is " + value);
        }
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(SWEEP_INTERVAL)
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("Seconds between two sweeps for identities whose realm, pool or user is gone, "
                        + IdentitySweepTask.MIN_INTERVAL.toSeconds() + " to "
                        + IdentitySweepTask.MAX_INTERVAL.toSeconds() + ".")
                .defaultValue(Long.toString(IdentitySweepTask.DEFAULT_INTERVAL.toSeconds()))
                .add()
                .property()
                .name(GUEST_REQUESTS)
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText(
                        "How many requests guests of a pool may make in a minute from one address (IPv6: one /64), 1 to "
                                + GuestBudget.MAX_PER_MINUTE + ". Each node counts for itself.")
                .defaultValue(Integer.toString(GuestBudget.DEFAULT_PER_MINUTE))
                .add()
                .property()
                .name(OUTBOUND_HOSTS)
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("Hosts that identity pools of this server may call for keys, tokens and credentials,"
                        + " with commas between; *.example.com for all names below it. Without any: all hosts.")
                .add()
                .build();
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(new IdentityEraser());
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                new IdentitySweepTask(sweepInterval).schedule(factory);
            }
        });
    }

    @Override
    public void close() {
        shared.deadlines().close();
    }

    /** Whoever deletes the pool: our doors and Keycloak's own endpoint of components both come here. */
    @Override
    public void preRemove(KeycloakSession session, RealmModel realm, ComponentModel model) {
        new IdentityEraser().erasePoolAfterCommit(session, realm.getId(), model.getId());
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
