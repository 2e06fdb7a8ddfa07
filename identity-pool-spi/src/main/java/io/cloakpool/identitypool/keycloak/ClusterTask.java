package io.cloakpool.identitypool.keycloak;

import java.time.Duration;
import org.keycloak.cluster.ClusterProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.timer.ScheduledTask;
import org.keycloak.timer.TimerProvider;

/**
 * Work that one node of a cluster does at a time, a minute after the start and then in intervals. A second node that comes later
 * must find nothing to do.
 */
abstract class ClusterTask implements ScheduledTask {
    /** A server that is restarted more often than the interval does it too. */
    static final Duration FIRST_AFTER = Duration.ofMinutes(1);

    private final String name;
    private final Duration interval;

    /** @param name of the task in the cluster and among the server's timers */
    ClusterTask(String name, Duration interval) {
        this.name = name;
        this.interval = interval;
    }

    /** Does the work, in transactions beside the task's own. */
    abstract void work(KeycloakSession session);

    /** Starts the timer of a server. */
    final void schedule(KeycloakSessionFactory factory) {
        try (KeycloakSession session = factory.create()) {
            session.getProvider(TimerProvider.class)
                    .scheduleTask(this, FIRST_AFTER.toMillis(), interval.toMillis(), name);
        }
    }

    @Override
    public final String getTaskName() {
        return name;
    }

    @Override
    public final void run(KeycloakSession session) {
        session.getProvider(ClusterProvider.class)
                .executeIfNotExecuted(name, Math.toIntExact(interval.toSeconds()), () -> {
                    work(session);
                    return true;
                });
    }
}
