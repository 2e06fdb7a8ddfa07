package io.cloakpool.distribution;

/** Something to do when this Java process ends in an orderly way, until it is closed. */
final class ExitHook implements AutoCloseable {
    private final Thread thread;

    private ExitHook(Thread thread) {
        this.thread = thread;
    }

    static ExitHook of(Runnable action) {
        Thread thread = new Thread(action, "cloakpool-exit");
        Runtime.getRuntime().addShutdownHook(thread);
        return new ExitHook(thread);
    }

    /** Takes it back. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // Java is ending: the action runs anyway.
            return;
        }
    }
}
