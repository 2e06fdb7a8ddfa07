package io.cloakpool.distribution.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Shows that a long step is still at work: its name at once, a dot every two seconds, its time at the end. */
final class Progress implements AutoCloseable {
    private static final int DOT_SECONDS = 2;

    private final PrintStream out;
    private final ExecutorService worker = Executors.newSingleThreadExecutor();

    Progress(PrintStream out) {
        this.out = out;
    }

    <T> T step(String name, Callable<T> work) throws Exception {
        long start = System.nanoTime();
        out.print(name + " ");
        out.flush();
        Future<T> result = worker.submit(work);
        while (true) {
            try {
                T value = result.get(DOT_SECONDS, TimeUnit.SECONDS);
                out.println(" " + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
                return value;
            } catch (TimeoutException stillAtWork) {
                out.print(".");
                out.flush();
            } catch (ExecutionException e) {
                out.println(" failed");
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
