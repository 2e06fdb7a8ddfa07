package io.cloakpool.authenticators.keycloak;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import org.keycloak.cluster.ClusterProvider;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.timer.ScheduledTask;
import org.keycloak.timer.TimerProvider;

/** Forgets windows of budgets that have ended, on one node at a time. */
final class BudgetSweep implements ScheduledTask {
    private static final String NAME = "cloakpool-budget-sweep";
    private static final Duration INTERVAL = Duration.ofHours(1);
    /** Rows of one transaction, short enough that nobody waits for it. */
    private static final int BATCH = 1000;

    static void schedule(KeycloakSessionFactory factory) {
        try (KeycloakSession session = factory.create()) {
            session.getProvider(TimerProvider.class).scheduleTask(new BudgetSweep(), INTERVAL.toMillis(), NAME);
        }
    }

    @Override
    public String getTaskName() {
        return NAME;
    }

    @Override
    public void run(KeycloakSession session) {
        session.getProvider(ClusterProvider.class)
                .executeIfNotExecuted(NAME, Math.toIntExact(INTERVAL.toSeconds()), () -> {
                    sweep(session.getKeycloakSessionFactory());
                    return true;
                });
    }

    static void sweep(KeycloakSessionFactory factory) {
        int forgotten = BATCH;
        while (forgotten == BATCH) {
            forgotten = KeycloakModelUtils.runJobInTransactionWithResult(factory, BudgetSweep::batch);
        }
    }

    private static int batch(KeycloakSession session) {
        EntityManager entities =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        List<String> keys = entities.createNamedQuery("cloakpoolEndedWindows", String.class)
                .setParameter("now", Time.currentTimeSeconds())
                .setMaxResults(BATCH)
                .getResultList();
        return keys.isEmpty()
                ? 0
                : entities.createNamedQuery("cloakpoolForgetWindows")
                        .setParameter("keys", keys)
                        .executeUpdate();
    }
}
