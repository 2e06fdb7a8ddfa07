package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.bulk.Chunk;
import io.cloakpool.migration.bulk.DatabaseFaults;
import io.cloakpool.migration.bulk.NowAndThen;
import io.cloakpool.migration.bulk.Report;
import io.cloakpool.migration.bulk.RowNote;
import io.cloakpool.migration.bulk.Stride;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * One run of a job on one node: rows after rows, each some of them in a transaction that writes their users, their report and its place in
 * the file. So whatever happens in between, the next run goes on where this one had come to.
 */
final class ImportRun {
    private static final Logger LOG = Logger.getLogger(ImportRun.class);
    /** Of one row alone, after which it is the row's own fault, or the database's trouble no passing one. */
    private static final int FAILURES = 3;

    private static final String RULE = "the database counts its name, its address or its id as one that is there";
    private static final String REFUSED = "the database does not take it; the server's log has more";

    private final KeycloakSessionFactory factory;
    private final JpaImports.Taken job;
    private final BooleanSupplier closing;
    private final NowAndThen progress;
    private final Stride stride = new Stride();
    private int tried;
    private int failures;

    /** @param progress how often the log tells how far it is */
    ImportRun(KeycloakSessionFactory factory, JpaImports.Taken job, BooleanSupplier closing, Duration progress) {
        this.factory = factory;
        this.job = job;
        this.closing = closing;
        this.progress = new NowAndThen(progress, System::nanoTime);
    }

    private enum Went {
        ON,
        TO_THE_END
    }

    /** Thrown to have a transaction rolled back whose job belongs to another run by now, or may. */
    private static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Goes on until the end of the file, or until it is stopped. */
    void run() {
        try {
            while (!closing.getAsBoolean() && step() == Went.ON) {
                logNowAndThen();
            }
        } catch (LostException e) {
            LOG.warnf(
                    "Import %s was lost to another run, or for want of time; nothing of its last rows was written",
                    job.jobId());
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private Went step() {
        try {
            Went went = inTransaction(session -> next(session, null));
            stride.taken();
            failures = 0;
            return went;
        } catch (LostException e) {
            throw e;
        } catch (RuntimeException e) {
            return refused(e);
        }
    }

    /** Fewer rows are tried next. With one alone it is certain what is wrong. */
    private Went refused(RuntimeException failure) {
        LOG.debugf("Import %s: %d rows were not written, for %s", job.jobId(), tried, kinds(failure));
        if (tried > 1) {
            stride.refused(tried);
            return Went.ON;
        }
        if (++failures < FAILURES) {
            return Went.ON;
        }
        failures = 0;
        if (tried == 0 || DatabaseFaults.isTrouble(failure)) {
            throw failure;
        }
        LOG.warnf("Import %s: the database does not take a row: %s", job.jobId(), kinds(failure));
        Went went = inTransaction(session -> next(session, DatabaseFaults.breaksRule(failure) ? RULE : REFUSED));
        stride.taken();
        return went;
    }

    private Went inTransaction(Function<KeycloakSession, Went> work) {
        tried = 0;
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, work::apply);
    }

    /** @param complaint what there is about the next row, which is not tried any more; null for none */
    private Went next(KeycloakSession session, @Nullable String complaint) {
        long begin = System.nanoTime();
        JpaImports imports = new JpaImports(session);
        ImportJobEntity stored = imports.find(job.realmId(), job.jobId())
                .filter(found -> job.owner().equals(found.leaseOwner))
                .orElseThrow(LostException::new);
        if (stored.state == ImportState.STOPPING) {
            return end(imports, stored, ImportState.STOPPED);
        }
        if (stored.chunksDone == stored.chunks) {
            return end(imports, stored, ImportState.SUCCEEDED);
        }
        RealmModel realm = session.realms().getRealm(job.realmId());
        session.getContext().setRealm(realm);
        int position = stored.chunksDone;
        ImportChunkEntity chunk = imports.chunk(job.jobId(), position).orElseThrow(LostException::new);
        Chunk all = Chunk.unpack(Objects.requireNonNull(chunk.rows));
        Chunk rows = all.first(complaint == null ? stride.rows() : 1);
        Chunk rest = all.after(rows.lines().size());
        tried = rows.lines().size();
        ChunkImport.Result result = complaint == null
                ? new ChunkImport(session, realm, stored).run(rows)
                : new ChunkImport.Result(
                        0, List.of(new RowNote(rows.lines().get(0).row(), RowNote.Kind.FAILED, "", complaint)));
        chunk.rows = rest.isEmpty() ? null : rest.pack();
        chunk.report = joined(chunk.report, Report.lines(result.notes()).getBytes(StandardCharsets.UTF_8));
        JpaImports.Step step = new JpaImports.Step(
                job.owner(),
                position,
                rest.isEmpty(),
                result.imported(),
                result.count(RowNote.Kind.SKIPPED),
                result.count(RowNote.Kind.FAILED),
                Duration.ofNanos(System.nanoTime() - begin));
        if (!imports.advance(job.jobId(), step)) {
            throw new LostException();
        }
        return Went.ON;
    }

    private static byte @Nullable [] joined(byte @Nullable [] before, byte[] more) {
        if (more.length == 0) {
            return before;
        }
        if (before == null) {
            return more;
        }
        byte[] all = Arrays.copyOf(before, before.length + more.length);
        System.arraycopy(more, 0, all, before.length, more.length);
        return all;
    }

    private Went end(JpaImports imports, ImportJobEntity stored, ImportState state) {
        imports.end(job.jobId(), job.owner(), state, null);
        LOG.infof(
                "Import %s: %s, %s",
                job.jobId(), state.text(), stored.progress().text());
        return Went.TO_THE_END;
    }

    private void logNowAndThen() {
        if (!progress.isDue()) {
            return;
        }
        KeycloakModelUtils.runJobInTransaction(factory, session -> new JpaImports(session)
                .find(job.realmId(), job.jobId())
                .ifPresent(stored -> LOG.infof(
                        "Import %s: %s", job.jobId(), stored.progress().text())));
    }

    /** The message of a database may hold what stands in a row, so only the kinds are told. */
    static String kinds(Throwable thrown) {
        StringBuilder kinds = new StringBuilder();
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            kinds.append(kinds.isEmpty() ? "" : " by ").append(one.getClass().getName());
        }
        return kinds.toString();
    }

    private void fail(RuntimeException failure) {
        LOG.errorf("Import %s failed and can be resumed: %s", job.jobId(), kinds(failure));
        try {
            KeycloakModelUtils.runJobInTransaction(factory, session -> new JpaImports(session)
                    .end(
                            job.jobId(),
                            job.owner(),
                            ImportState.FAILED,
                            "Rows could not be written; the server's log has more."));
        } catch (RuntimeException e) {
            LOG.errorf("Import %s will show as interrupted: %s", job.jobId(), kinds(e));
        }
    }
}
