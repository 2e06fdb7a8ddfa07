package io.cloakpool.testsuite.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.keycloak.cluster.ClusterProvider;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.testframework.remote.providers.runonserver.FetchOnServer;
import org.keycloak.testframework.remote.providers.runonserver.RunOnServer;
import org.keycloak.timer.TimerProvider;

/** What stands in the tables of this project, and the server's own sweeps of them. */
final class Sweeping {
    private static final String IDENTITIES = "cloakpool-identity-sweep";
    /** Of budgets that are over. */
    static final String BUDGETS = "cloakpool-budget-sweep";

    private static final Duration LONGEST_RUN = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(50);

    private Sweeping() {}

    /** Sweeps identities. */
    static RunOnServer now() {
        return now(IDENTITIES);
    }

    /**
     * Runs one of the server's own tasks now. Its timer rests meanwhile, and a run that the timer began is waited for: one node does the
     * task at a time, so that this run would be left out and the other one be past what the test made.
     */
    static RunOnServer now(String name) {
        return session -> {
            TimerProvider timer = session.getProvider(TimerProvider.class);
            TimerProvider.TimerTaskContext task = Objects.requireNonNull(timer.cancelTask(name), name);
            try {
                awaitRunning(session, name);
                task.getRunnable().run();
            } finally {
                timer.schedule(task.getRunnable(), task.getIntervalMillis(), task.getIntervalMillis(), name);
            }
        };
    }

    private static void awaitRunning(KeycloakSession session, String name) {
        ClusterProvider cluster = session.getProvider(ClusterProvider.class);
        Instant end = Instant.now().plus(LONGEST_RUN);
        while (!cluster.executeIfNotExecuted(name, (int) LONGEST_RUN.toSeconds(), () -> true)
                .isExecuted()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("The server's own sweep did not end");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Changes rows as nobody but a crash, an old version or a removal without a word does. */
    static RunOnServer sql(String statement, String... values) {
        return session -> {
            var query = session.getProvider(JpaConnectionProvider.class)
                    .getEntityManager()
                    .createNativeQuery(statement);
            for (int i = 0; i < values.length; i++) {
                query.setParameter(i + 1, values[i]);
            }
            query.executeUpdate();
        };
    }

    /** What a query for a single text answers; {@code none} when it finds nothing. */
    static FetchOnServer text(String statement, String... values) {
        return session -> {
            var query = session.getProvider(JpaConnectionProvider.class)
                    .getEntityManager()
                    .createNativeQuery(statement);
            for (int i = 0; i < values.length; i++) {
                query.setParameter(i + 1, values[i]);
            }
            List<?> found = query.getResultList();
            return found.isEmpty() ? "none" : found.get(0).toString();
        };
    }
}
