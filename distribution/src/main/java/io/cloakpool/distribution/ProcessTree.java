package io.cloakpool.distribution;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A process together with those it started. {@code kc.sh} runs Java as its child and waits for it: killed alone, the script
 * would leave the server behind.
 */
final class ProcessTree {
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private final Process process;

    ProcessTree(Process process) {
        this.process = process;
    }

    Process process() {
        return process;
    }

    /** The process at the end of the chain: the server itself, or the script as long as that has not started it. */
    long serverPid() {
        return process.descendants().findFirst().map(ProcessHandle::pid).orElse(process.pid());
    }

    /** Asks the process to end, and kills what is left of the tree when the time is over. */
    void stop(Duration limit) throws InterruptedException {
        List<ProcessHandle> tree = handles();
        process.destroy();
        if (!ended(tree, limit)) {
            kill();
        }
        kill(tree);
    }

    /** Ends the whole tree at once, as {@code kill -9} does, and returns when it is gone. */
    void kill() throws InterruptedException {
        kill(handles());
    }

    /** Like {@link #kill}, but returns at once: for a thread that was told to stop waiting. */
    void killWithoutWaiting() {
        handles().forEach(ProcessHandle::destroyForcibly);
    }

    private static void kill(List<ProcessHandle> tree) throws InterruptedException {
        tree.forEach(ProcessHandle::destroyForcibly);
        if (!ended(tree, KILL_LIMIT)) {
            throw new IllegalStateException("processes survive SIGKILL: " + tree);
        }
    }

    private List<ProcessHandle> handles() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    private static boolean ended(List<ProcessHandle> tree, Duration limit) throws InterruptedException {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        try {
            all.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot wait for processes to end", e);
        }
    }
}
