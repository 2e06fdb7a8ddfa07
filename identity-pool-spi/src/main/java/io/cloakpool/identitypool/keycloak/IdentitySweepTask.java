package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.identity.IdentitySweep;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.keycloak.cluster.ClusterProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.timer.ScheduledTask;
import org.keycloak.timer.TimerProvider;

/**
 * Runs the sweep of identities, a minute after the start and then in intervals. One node of a cluster does it at a time, in
 * transactions beside the task's own.
 */
final class IdentitySweepTask implements ScheduledTask {
    static final Duration DEFAULT_INTERVAL = Duration.ofHours(1);
    static final Duration MIN_INTERVAL = Duration.ofMinutes(5);
    static final Duration MAX_INTERVAL = Duration.ofDays(7);

    /** A server that is restarted more often than the interval sweeps too. */
    static final Duration FIRST_AFTER = Duration.ofMinutes(1);

    /** Both walks together stay below the 5 minutes that Keycloak gives to the task's own transaction. */
    static final IdentitySweep.Limits LIMITS =
            new IdentitySweep.Limits(IdentityEraser.BATCH, 20_000, Duration.ofMinutes(1));

    private static final Logger LOG = Logger.getLogger(IdentitySweepTask.class);
    private static final String NAME = "cloakpool-identity-sweep";

    private final Duration interval;

    IdentitySweepTask(Duration interval) {
        this.interval = interval;
    }

    /** Starts the timer of a server. */
    static void schedule(KeycloakSessionFactory factory, Duration interval) {
        try (KeycloakSession session = factory.create()) {
            session.getProvider(TimerProvider.class)
                    .scheduleTask(new IdentitySweepTask(interval), FIRST_AFTER.toMillis(), interval.toMillis(), NAME);
        }
    }

    @Override
    public String getTaskName() {
        return NAME;
    }

    @Override
    public void run(KeycloakSession session) {
        session.getProvider(ClusterProvider.class)
                .executeIfNotExecuted(NAME, Math.toIntExact(interval.toSeconds()), () -> {
                    sweep(session.getKeycloakSessionFactory());
                    return true;
                });
    }

    private static void sweep(KeycloakSessionFactory factory) {
        IdentitySweep.Swept swept = new IdentitySweep(
                        new JpaSweepStore(factory),
                        new CommittedDirectory(factory),
                        LIMITS,
                        // Not Keycloak's time, which a test may move while the sweep runs.
                        InstantSource.system(),
                        (what, cause) -> LOG.warn(what, cause))
                .run();
        if (swept.identities() + swept.logins() > 0) {
            LOG.infof(
                    "Erased %d identities of deleted pools and realms, and %d logins of deleted users",
                    swept.identities(), swept.logins());
        }
    }
}
