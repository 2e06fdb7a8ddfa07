package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.engine.RequestLogger;
import io.cloakpool.identitypool.identity.IdentitySweep;
import java.time.Duration;
import java.time.InstantSource;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Runs the sweep of identities. */
final class IdentitySweepTask extends ClusterTask {
    static final Duration DEFAULT_INTERVAL = Duration.ofHours(1);
    static final Duration MIN_INTERVAL = Duration.ofMinutes(5);
    static final Duration MAX_INTERVAL = Duration.ofDays(7);

    /** Both walks together stay below the 5 minutes that Keycloak gives to the task's own transaction. */
    static final IdentitySweep.Limits LIMITS =
            new IdentitySweep.Limits(IdentityEraser.BATCH, 20_000, Duration.ofMinutes(1));

    /** How long a user storage may take for one user. The sweep runs in the thread of all of Keycloak's timers. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final RequestLogger LOG = RequestLogger.of(IdentitySweepTask.class);

    private final Patience patience = new Patience(PATIENCE);

    IdentitySweepTask(Duration interval) {
        super("cloakpool-identity-sweep", interval);
    }

    @Override
    void work(KeycloakSession session) {
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        IdentitySweep.Swept swept = new IdentitySweep(
                        new JpaSweepStore(factory),
                        new CommittedDirectory(factory, patience),
                        LIMITS,
                        // Not Keycloak's time, which a test may move while the sweep runs.
                        InstantSource.system(),
                        (what, cause) -> LOG.warnf(cause, "%s", what))
                .run();
        if (swept.identities() + swept.logins() > 0) {
            LOG.infof(
                    "Erased %d identities of deleted pools and realms, and %d logins of deleted users",
                    swept.identities(), swept.logins());
        }
    }
}
