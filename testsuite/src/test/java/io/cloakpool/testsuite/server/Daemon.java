package io.cloakpool.testsuite.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server process that says in its log when it is ready. It ends with this Java process at the latest. */
final class Daemon implements AutoCloseable {
    private static final long START_LIMIT = TimeUnit.MINUTES.toNanos(3);
    private static final int STOP_SECONDS = 30;

    private final Process process;
    private final boolean wrapped;

    private Daemon(Process process, boolean wrapped) {
        this.process = process;
        this.wrapped = wrapped;
    }

    static Daemon start(Account account, Path log, String ready, List<String> command)
            throws IOException, InterruptedException {
        Daemon daemon = new Daemon(account.start(log, command), account.switched());
        Runtime.getRuntime().addShutdownHook(new Thread(daemon::close, "database-stop"));
        boolean started = false;
        try {
            daemon.await(log, ready);
            started = true;
        } finally {
            if (!started) {
                daemon.close();
            }
        }
        return daemon;
    }

    private void await(Path log, String ready) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!Files.readString(log).contains(ready)) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() - start > START_LIMIT) {
                throw new AssertionError("the database is not ready: " + Files.readString(log));
            }
        }
    }

    /** Asks the server itself, not the command around it, to end; after 30 s it is killed. Nothing happens when it has ended. */
    @Override
    public void close() {
        List<ProcessHandle> family = process.descendants().toList();
        if (wrapped) {
            process.children().forEach(ProcessHandle::destroy);
        } else {
            process.destroy();
        }
        boolean ended = false;
        try {
            ended = process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            family.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
