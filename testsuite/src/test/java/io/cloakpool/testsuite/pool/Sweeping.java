package io.cloakpool.testsuite.pool;

import java.util.List;
import java.util.Objects;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.testframework.remote.providers.runonserver.FetchOnServer;
import org.keycloak.testframework.remote.providers.runonserver.RunOnServer;
import org.keycloak.timer.TimerProvider;

/** What stands in the tables of identities, and the server's own sweep of them. */
final class Sweeping {
    private static final String TASK = "cloakpool-identity-sweep";

    private Sweeping() {}

    /** Runs the server's own task now. */
    static RunOnServer now() {
        return session -> Objects.requireNonNull(
                        session.getProvider(TimerProvider.class).getTasks().get(TASK), TASK)
                .getRunnable()
                .run();
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
