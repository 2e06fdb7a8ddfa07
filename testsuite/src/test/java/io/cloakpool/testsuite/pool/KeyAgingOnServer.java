package io.cloakpool.testsuite.pool;

import java.util.Objects;
import org.keycloak.testframework.remote.providers.runonserver.RunOnServer;
import org.keycloak.timer.TimerProvider;

/** Runs the server's own hourly task now: the clock of its timer is not the one that tests can move. */
final class KeyAgingOnServer {
    private static final String TASK = "cloakpool-key-aging";

    private KeyAgingOnServer() {}

    static RunOnServer now() {
        return session -> Objects.requireNonNull(
                        session.getProvider(TimerProvider.class).getTasks().get(TASK), TASK)
                .getRunnable()
                .run();
    }
}
