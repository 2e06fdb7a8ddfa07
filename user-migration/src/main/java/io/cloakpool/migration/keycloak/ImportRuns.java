package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.keycloak.JpaImports.Taken;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.timer.TimerProvider;

/**
 * The runs of this node. Jobs wait in the database, and a worker takes one whose turn it is when it has a thread, so that none is taken that
 * then waits for one. Workers are woken when a job is queued here, go on with the next one after each, and look now and then for what other
 * nodes left behind: so a queue outlives the node that it was filled at.
 */
final class ImportRuns {
    /** At a time on one node. Keycloak's executors have 4 threads each unless they are told otherwise. */
    private static final int WORKERS = 4;

    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration PROGRESS = Duration.ofSeconds(10);
    private static final String PROGRESS_SECONDS = "progressSeconds";
    private static final String NAME = "cloakpool-import";
    private static final Logger LOG = Logger.getLogger(ImportRuns.class);

    private final AtomicInteger workers = new AtomicInteger();
    private final ImportLeases leases = new ImportLeases();
    private volatile Duration progress = PROGRESS;
    private volatile boolean closing;

    /** @throws IllegalArgumentException for an interval that is none: the server then does not start */
    void configure(Config.Scope config) {
        @Nullable Long seconds = config.getLong(PROGRESS_SECONDS);
        progress = seconds == null ? PROGRESS : Duration.ofSeconds(seconds);
        if (progress.isNegative()) {
            throw new IllegalArgumentException(
                    "the seconds between two lines about an import are 0, for a line after each piece, or more");
        }
    }

    /** Looks for jobs that wait from now on. */
    void watch(KeycloakSessionFactory factory) {
        try (KeycloakSession session = factory.create()) {
            ExecutorService executor = executor(session);
            session.getProvider(TimerProvider.class)
                    .schedule(() -> wake(factory, executor), LOOK.toMillis(), LOOK.toMillis(), NAME);
        }
    }

    /** Has a worker look once the session's transaction, which has queued a job, is committed. */
    void wakeAfter(KeycloakSession session) {
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        ExecutorService executor = executor(session);
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                wake(factory, executor);
            }

            @Override
            protected void rollbackImpl() {
                // Nothing was queued.
            }
        });
    }

    private static ExecutorService executor(KeycloakSession session) {
        return session.getProvider(ExecutorsProvider.class).getExecutor(NAME);
    }

    private void wake(KeycloakSessionFactory factory, ExecutorService executor) {
        if (closing) {
            return;
        }
        if (workers.incrementAndGet() > WORKERS) {
            // All are at work, and look themselves when they are done.
            workers.decrementAndGet();
            return;
        }
        boolean begun = false;
        try {
            executor.execute(() -> work(factory));
            begun = true;
        } finally {
            if (!begun) {
                workers.decrementAndGet();
            }
        }
    }

    private void work(KeycloakSessionFactory factory) {
        try {
            for (Optional<Taken> job = next(factory); job.isPresent(); job = next(factory)) {
                ImportLeases.Lease lease = leases.keep(factory, job.get());
                try {
                    new ImportRun(factory, job.get(), () -> closing, progress).run();
                } finally {
                    lease.end();
                }
            }
        } catch (RuntimeException e) {
            LOG.warnf("Imports that wait were not looked for, for %s", ImportRun.kinds(e));
        } finally {
            workers.decrementAndGet();
        }
    }

    private Optional<Taken> next(KeycloakSessionFactory factory) {
        if (closing) {
            return Optional.empty();
        }
        List<String> realms =
                KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> new JpaImports(session).waiting());
        for (String realm : realms) {
            Optional<Taken> taken = KeycloakModelUtils.runJobInTransactionWithResult(
                    factory, session -> new JpaImports(session).take(realm));
            if (taken.isPresent()) {
                return taken;
            }
        }
        return Optional.empty();
    }

    /** Has each run end with the rows that it is at. */
    void close() {
        closing = true;
        leases.close();
    }
}
