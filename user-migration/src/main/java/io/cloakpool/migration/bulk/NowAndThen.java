package io.cloakpool.migration.bulk;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Has something that goes on for long be told of now and then, and not at each step. */
public final class NowAndThen {
    private final Duration every;
    private final LongSupplier nanos;
    private long last;

    /**
     * From now on.
     *
     * @param nanos a clock as {@link System#nanoTime}
     */
    public NowAndThen(Duration every, LongSupplier nanos) {
        this.every = every;
        this.nanos = nanos;
        last = nanos.getAsLong();
    }

    /** Whether the time has come again; it begins anew then. */
    public boolean isDue() {
        long now = nanos.getAsLong();
        if (Duration.ofNanos(now - last).compareTo(every) < 0) {
            return false;
        }
        last = now;
        return true;
    }
}
