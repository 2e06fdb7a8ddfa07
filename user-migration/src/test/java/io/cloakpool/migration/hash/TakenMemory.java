package io.cloakpool.migration.hash;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** All of a budget, taken by a comparison that does not end before a test does. */
public final class TakenMemory {
    private static final int SECONDS = 10;

    private TakenMemory() {}

    /** Runs a test while there is no memory left. */
    public static void during(MemoryBudget budget, Runnable test) {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ForeignHash endless = new ForeignHash(new byte[16], Long.MAX_VALUE, password -> {
            begun.countDown();
            await(end);
            return password;
        });
        Thread holder = new Thread(() -> budget.compare(endless, new byte[0], Duration.ZERO), "taken-memory");
        holder.start();
        await(begun);
        try {
            test.run();
        } finally {
            end.countDown();
            join(holder);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody came");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
