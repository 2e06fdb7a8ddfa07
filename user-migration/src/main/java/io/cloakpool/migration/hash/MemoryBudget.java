package io.cloakpool.migration.hash;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Memory that comparisons running at the same time share. Sign-ins that come together wait for each other instead of filling the heap. */
public final class MemoryBudget {
    /**
     * How long a sign-in waits for its turn where it has no time of its own. The largest comparison takes a few seconds; whoever does not get
     * a turn in as much time has more before them than a person waits for, and would only hold a thread of the server.
     */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int UNIT = 1 << 20;

    private final int units;
    private final Semaphore free;

    /** @param bytes the budget; a comparison that needs more than all of it runs alone */
    public MemoryBudget(long bytes) {
        units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT));
        // In the order of arrival, or a large one would wait for ever behind small ones.
        free = new Semaphore(units, true);
    }

    /** What came of a comparison. */
    public enum Outcome {
        RIGHT,
        WRONG,
        /** There was no room for it in time, so nobody knows. */
        BUSY
    }

    /**
     * Compares as soon as there is room for it; see {@link ForeignHash#matches}.
     *
     * @param patience how long it may wait for that; what the comparison itself takes comes on top, within the bounds of its format
     */
    public Outcome compare(ForeignHash hash, byte[] password, Duration patience) {
        int needed = (int) Math.min(units, hash.memory() / UNIT);
        if (needed == 0) {
            return outcome(hash, password);
        }
        try {
            if (!free.tryAcquire(needed, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return Outcome.BUSY;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.BUSY;
        }
        try {
            return outcome(hash, password);
        } finally {
            free.release(needed);
        }
    }

    private static Outcome outcome(ForeignHash hash, byte[] password) {
        return hash.matches(password) ? Outcome.RIGHT : Outcome.WRONG;
    }
}
