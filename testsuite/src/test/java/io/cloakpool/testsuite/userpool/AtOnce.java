package io.cloakpool.testsuite.userpool;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Two requests at the same moment. */
final class AtOnce {
    private static final int PATIENCE = 60;

    private AtOnce() {}

    /** Does both, each in a thread of its own, and gives what came of them. */
    static <T> List<T> both(Callable<T> one, Callable<T> other) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<T> first = threads.submit(after(start, one));
            Future<T> second = threads.submit(after(start, other));
            return List.of(first.get(PATIENCE, TimeUnit.SECONDS), second.get(PATIENCE, TimeUnit.SECONDS));
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> Callable<T> after(CyclicBarrier start, Callable<T> work) {
        return () -> {
            start.await(PATIENCE, TimeUnit.SECONDS);
            return work.call();
        };
    }
}
