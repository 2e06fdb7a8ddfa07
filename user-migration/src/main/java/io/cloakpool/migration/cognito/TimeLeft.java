package io.cloakpool.migration.cognito;

import java.time.Duration;

/** The time of one question, which several operations share. */
final class TimeLeft {
    private static final long LEAST_NANOS = 1_000_000;

    private final long end;

    TimeLeft(Duration time) {
        end = System.nanoTime() + time.toNanos();
    }

    Duration left() {
        return Duration.ofNanos(Math.max(LEAST_NANOS, end - System.nanoTime()));
    }
}
