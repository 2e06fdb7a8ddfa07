package io.cloakpool.authenticators.keycloak.base;

import io.cloakpool.authenticators.spi.PublicApi;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends requests to other systems that take too long. One thread for the server, which is there only while there are requests. */
@PublicApi
public final class Deadlines {
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private Deadlines() {}

    /** Runs something after a time, unless that is cancelled before. */
    public static ScheduledFuture<?> after(Duration time, Runnable end) {
        return TIMER.schedule(end, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "cloakpool-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(IDLE.toSeconds(), TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }
}
