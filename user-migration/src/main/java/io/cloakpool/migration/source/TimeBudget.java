package io.cloakpool.migration.source;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The time that all questions of one request to the old system may take together. It runs only while a question is under way. */
public final class TimeBudget {
    private final LongSupplier nanos;
    private long leftNanos;

    /** @param nanos a clock as {@link System#nanoTime} */
    public TimeBudget(Duration total, LongSupplier nanos) {
        this.nanos = nanos;
        leftNanos = total.toNanos();
    }

    /** Asks a question, which is given the time that is left. */
    public <T> T spend(Function<Duration, T> question) {
        long start = nanos.getAsLong();
        try {
            return question.apply(left());
        } finally {
            leftNanos -= nanos.getAsLong() - start;
        }
    }

    /** What is left; zero when it is used up. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, leftNanos));
    }
}
