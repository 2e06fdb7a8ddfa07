package io.cloakpool.migration.source;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The time that all questions of one request to old systems may take together, however many systems there are. It runs only while a
 * question is under way.
 */
public final class TimeBudget {
    private final LongSupplier nanos;
    private final AtomicLong spent;
    private final long total;

    /**
     * @param spent nanoseconds that the request has spent so far; shared by all its budgets
     * @param nanos a clock as {@link System#nanoTime}
     */
    public TimeBudget(Duration total, AtomicLong spent, LongSupplier nanos) {
        this.nanos = nanos;
        this.spent = spent;
        this.total = total.toNanos();
    }

    /** Asks a question, which is given the time that is left. */
    public <T> T spend(Function<Duration, T> question) {
        long start = nanos.getAsLong();
        try {
            return question.apply(left());
        } finally {
            spent.addAndGet(nanos.getAsLong() - start);
        }
    }

    /** Whether so little is left that a source which does not answer in that is not to blame. */
    boolean isShort() {
        return left().toNanos() < total / 2;
    }

    /** What is left; zero when it is used up. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, total - spent.get()));
    }
}
