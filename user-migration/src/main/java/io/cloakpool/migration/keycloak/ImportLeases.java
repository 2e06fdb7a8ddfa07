package io.cloakpool.migration.keycloak;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Extends what the runs of this node have, however long their rows take to be written. One thread, which is there only while there are runs. */
final class ImportLeases {
    private static final Logger LOG = Logger.getLogger(ImportLeases.class);
    private static final long PERIOD_MILLIS = JpaImports.LEASE.toMillis() / 4;

    private final ScheduledThreadPoolExecutor timer = timer();

    /** The lease of one run. */
    @FunctionalInterface
    interface Lease {
        /** Extends it no more. */
        void end();
    }

    /** Keeps a job. */
    Lease keep(KeycloakSessionFactory factory, JpaImports.Taken job) {
        ScheduledFuture<?> beats = timer.scheduleWithFixedDelay(
                () -> extend(factory, job), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return () -> beats.cancel(false);
    }

    private static void extend(KeycloakSessionFactory factory, JpaImports.Taken job) {
        try {
            KeycloakModelUtils.runJobInTransaction(
                    factory, session -> new JpaImports(session).extend(job.jobId(), job.owner()));
        } catch (RuntimeException e) {
            // It is tried again; a run whose lease ends meanwhile writes nothing more.
            LOG.debugf("Import %s: the lease was not extended, for %s", job.jobId(), ImportRun.kinds(e));
        }
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "cloakpool-import-leases");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(JpaImports.LEASE.toSeconds(), TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    void close() {
        timer.shutdownNow();
    }
}
