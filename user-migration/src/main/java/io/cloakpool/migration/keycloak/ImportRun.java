package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.bulk.Chunk;
import io.cloakpool.migration.bulk.Progress;
import io.cloakpool.migration.bulk.Report;
import io.cloakpool.migration.bulk.RowNote;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * One run of a job on one node: chunk after chunk, each in a transaction that writes its users, its report and its place in the file. So
 * whatever happens in between, the next run goes on where this one had come to.
 */
final class ImportRun implements Runnable {
    private static final Logger LOG = Logger.getLogger(ImportRun.class);
    private static final long LOG_NANOS = Duration.ofSeconds(10).toNanos();
    /** What is likely to be the row's own fault, and no passing trouble. */
    private static final int FAILURES_OF_A_ROW = 2;
    /** With more of them in one chunk, something else is wrong than the rows. */
    private static final int REFUSED_ROWS = 50;

    private final KeycloakSessionFactory factory;
    private final String realmId;
    private final String jobId;
    private final String owner;
    private final BooleanSupplier closing;
    private long logged = System.nanoTime();

    ImportRun(KeycloakSessionFactory factory, String realmId, String jobId, String owner, BooleanSupplier closing) {
        this.factory = factory;
        this.realmId = realmId;
        this.jobId = jobId;
        this.owner = owner;
        this.closing = closing;
    }

    private enum Went {
        ON,
        TO_THE_END
    }

    /** Thrown to have a transaction rolled back whose job belongs to another run by now. */
    private static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Override
    public void run() {
        try {
            while (!closing.getAsBoolean() && step() == Went.ON) {
                logNowAndThen();
            }
        } catch (LostException e) {
            LOG.warnf("Import %s was taken over by another run; nothing of this one's last rows was written", jobId);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private Went step() {
        Set<Integer> refused = new HashSet<>();
        Map<Integer, Integer> failures = new HashMap<>();
        boolean careful = false;
        while (true) {
            try {
                boolean slowly = careful;
                return KeycloakModelUtils.runJobInTransactionWithResult(
                        factory, session -> next(session, refused, slowly));
            } catch (ChunkImport.RowLostException e) {
                if (careful && failures.merge(e.row(), 1, Integer::sum) >= FAILURES_OF_A_ROW) {
                    LOG.warnf("Import %s: the database does not take row %d: %s", jobId, e.row(), kinds(e));
                    refused.add(e.row());
                }
                if (refused.size() > REFUSED_ROWS) {
                    throw e;
                }
                careful = true;
            } catch (LostException e) {
                throw e;
            } catch (RuntimeException e) {
                if (careful) {
                    throw e;
                }
                LOG.debugf("Import %s: rows are written one by one, for %s", jobId, kinds(e));
                careful = true;
            }
        }
    }

    private Went next(KeycloakSession session, Set<Integer> refused, boolean careful) {
        long begin = System.nanoTime();
        JpaImports imports = new JpaImports(session);
        ImportJobEntity job = imports.find(realmId, jobId)
                .filter(found -> owner.equals(found.leaseOwner))
                .orElseThrow(LostException::new);
        if (job.state == ImportState.STOPPING) {
            return end(imports, job, ImportState.STOPPED);
        }
        if (job.chunksDone == job.chunks) {
            return end(imports, job, ImportState.SUCCEEDED);
        }
        RealmModel realm = session.realms().getRealm(realmId);
        session.getContext().setRealm(realm);
        int position = job.chunksDone;
        ImportChunkEntity chunk = imports.chunk(jobId, position).orElseThrow(LostException::new);
        ChunkImport.Result result = new ChunkImport(session, realm, Jobs.reader(job), job.dryRun)
                .run(Chunk.unpack(Objects.requireNonNull(chunk.rows)), refused, careful);
        chunk.rows = null;
        chunk.report =
                result.notes().isEmpty() ? null : Report.lines(result.notes()).getBytes(StandardCharsets.UTF_8);
        JpaImports.Step step = new JpaImports.Step(
                owner,
                position,
                result.imported(),
                result.count(RowNote.Kind.SKIPPED),
                result.count(RowNote.Kind.FAILED),
                Duration.ofNanos(System.nanoTime() - begin));
        if (!imports.advance(jobId, step)) {
            throw new LostException();
        }
        return Went.ON;
    }

    private Went end(JpaImports imports, ImportJobEntity job, ImportState state) {
        imports.end(jobId, owner, state, null);
        LOG.infof("Import %s: %s, %s", jobId, state.text(), Jobs.progress(job).text());
        return Went.TO_THE_END;
    }

    private void logNowAndThen() {
        if (System.nanoTime() - logged < LOG_NANOS) {
            return;
        }
        logged = System.nanoTime();
        KeycloakModelUtils.runJobInTransaction(factory, session -> new JpaImports(session)
                .find(realmId, jobId)
                .map(Jobs::progress)
                .map(Progress::text)
                .ifPresent(text -> LOG.infof("Import %s: %s", jobId, text)));
    }

    /** The message of a database may hold what stands in a row, so only the kinds are told. */
    private static String kinds(Throwable thrown) {
        StringBuilder kinds = new StringBuilder();
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            kinds.append(kinds.isEmpty() ? "" : " by ").append(one.getClass().getName());
        }
        return kinds.toString();
    }

    private void fail(RuntimeException failure) {
        LOG.errorf("Import %s failed and can be resumed: %s", jobId, kinds(failure));
        try {
            KeycloakModelUtils.runJobInTransaction(factory, session -> new JpaImports(session)
                    .end(jobId, owner, ImportState.FAILED, "Rows could not be written; the server's log has more."));
        } catch (RuntimeException e) {
            LOG.errorf("Import %s will show as interrupted: %s", jobId, kinds(e));
        }
    }
}
