package io.cloakpool.migration.hash;

import java.util.concurrent.Semaphore;

/** Memory that comparisons running at the same time share. Sign-ins that come together wait for each other instead of filling the heap. */
public final class MemoryBudget {
    private static final int UNIT = 1 << 20;

    private final int units;
    private final Semaphore free;

    /** @param bytes the budget; a comparison that needs more than all of it runs alone */
    public MemoryBudget(long bytes) {
        units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT));
        // In the order of arrival, or a large one would wait for ever behind small ones.
        free = new Semaphore(units, true);
    }

    /** Compares as soon as there is room for it; see {@link ForeignHash#matches}. */
    public boolean matches(ForeignHash hash, byte[] password) {
        int needed = (int) Math.min(units, hash.memory() / UNIT);
        if (needed == 0) {
            return hash.matches(password);
        }
        free.acquireUninterruptibly(needed);
        try {
            return hash.matches(password);
        } finally {
            free.release(needed);
        }
    }
}
