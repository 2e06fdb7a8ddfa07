package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.bulk.ImportFormat;
import io.cloakpool.migration.bulk.Progress;
import io.cloakpool.migration.bulk.RowException;
import io.cloakpool.migration.bulk.RowReader;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file of users on its way into a realm. Its rows are the {@link ImportChunkEntity chunks}, which are done one after the other. */
@Entity(name = "CloakpoolImport")
@Table(name = "CLOAKPOOL_IMPORT")
@NamedQuery(
        name = "cloakpoolImports",
        query = "select j from CloakpoolImport j where j.realmId = :realm order by j.createdAt desc, j.id")
@NamedQuery(
        name = "cloakpoolImportCount",
        query = "select count(j), coalesce(sum(case when j.state = :done then 0 else j.bytes end), 0)"
                + " from CloakpoolImport j where j.realmId = :realm")
@NamedQuery(
        name = "cloakpoolImportQueue",
        query =
                "update CloakpoolImport j set j.state = :queued, j.queuedAt = :now, j.leaseOwner = null, j.leaseUntil = 0,"
                        + " j.endedAt = 0, j.failure = null"
                        + " where j.id = :id and (j.state in :from or (j.state in :busy and j.leaseUntil < :now))")
@NamedQuery(
        name = "cloakpoolImportWaitingRealms",
        query = "select j.realmId from CloakpoolImport j where j.state = :queued and not exists (select b.id from"
                + " CloakpoolImport b where b.realmId = j.realmId and b.state in :busy and b.leaseUntil >= :now)"
                + " order by j.queuedAt")
@NamedQuery(
        name = "cloakpoolImportRunning",
        query =
                "select count(j) from CloakpoolImport j where j.realmId = :realm and j.state in :busy and j.leaseUntil >= :now")
@NamedQuery(
        name = "cloakpoolImportNext",
        query = "select j.id from CloakpoolImport j where j.realmId = :realm and j.state = :queued"
                + " order by j.queuedAt, j.createdAt, j.id")
@NamedQuery(
        name = "cloakpoolImportTake",
        query = "update CloakpoolImport j set j.state = :running, j.leaseOwner = :owner, j.leaseUntil = :until"
                + " where j.id = :id and j.state = :queued")
@NamedQuery(
        name = "cloakpoolImportExtend",
        query = "update CloakpoolImport j set j.leaseUntil = :until"
                + " where j.id = :id and j.leaseOwner = :owner and j.leaseUntil >= :now and j.leaseUntil < :soon")
@NamedQuery(
        name = "cloakpoolImportState",
        query =
                "update CloakpoolImport j set j.state = :to where j.id = :id and j.state = :from and j.leaseUntil >= :now")
@NamedQuery(
        name = "cloakpoolImportGiveUp",
        query = "update CloakpoolImport j set j.state = :to, j.leaseOwner = null, j.endedAt = :now"
                + " where j.id = :id and j.state in :from and j.leaseUntil < :now")
@NamedQuery(
        name = "cloakpoolImportAdvance",
        query =
                "update CloakpoolImport j set j.chunksDone = j.chunksDone + :chunks, j.imported = j.imported + :imported,"
                        + " j.skipped = j.skipped + :skipped, j.failed = j.failed + :failed, j.runMillis = j.runMillis + :millis,"
                        + " j.leaseUntil = :until where j.id = :id and j.leaseOwner = :owner and j.leaseUntil >= :now"
                        + " and j.chunksDone = :position")
@NamedQuery(
        name = "cloakpoolImportEnd",
        query =
                "update CloakpoolImport j set j.state = :to, j.failure = :failure, j.endedAt = :now, j.leaseOwner = null,"
                        + " j.leaseUntil = 0 where j.id = :id and j.leaseOwner = :owner")
@NamedQuery(name = "cloakpoolImportsOfRealm", query = "delete from CloakpoolImport j where j.realmId = :realm")
public class ImportJobEntity {
    @Id
    @Column(name = "ID", length = 36)
    protected String id = "";

    @Column(name = "REALM_ID", nullable = false)
    protected String realmId = "";

    @Enumerated(EnumType.STRING)
    @Column(name = "FORMAT", length = 16, nullable = false)
    protected ImportFormat format = ImportFormat.NDJSON;

    /** The first row, of formats that have one. */
    @Column(name = "HEADER", length = 4000)
    protected @Nullable String header;

    @Column(name = "DRY_RUN", nullable = false)
    protected boolean dryRun;

    /** The component of the source that the users come from; null where nobody has said it. */
    @Column(name = "SOURCE_ID", length = 36)
    protected @Nullable String sourceId;

    @Enumerated(EnumType.STRING)
    @Column(name = "STATE", length = 16, nullable = false)
    protected ImportState state = ImportState.CREATED;

    /** Lines of the file so far, those included that are no rows. */
    @Column(name = "LINES_READ", nullable = false)
    protected int linesRead;

    /** Of the file so far, as it was sent. */
    @Column(name = "BYTES_READ", nullable = false)
    protected long bytes;

    @Column(name = "ROWS_TOTAL", nullable = false)
    protected int rowsTotal;

    @Column(name = "CHUNKS", nullable = false)
    protected int chunks;

    @Column(name = "CHUNKS_DONE", nullable = false)
    protected int chunksDone;

    @Column(name = "IMPORTED", nullable = false)
    protected int imported;

    @Column(name = "SKIPPED", nullable = false)
    protected int skipped;

    @Column(name = "FAILED", nullable = false)
    protected int failed;

    /** Milliseconds at work, without pauses. */
    @Column(name = "RUN_MILLIS", nullable = false)
    protected long runMillis;

    /** One run on one node. Nobody else may write rows of the job until the lease ends. */
    @Column(name = "LEASE_OWNER", length = 36)
    protected @Nullable String leaseOwner;

    /** Milliseconds since 1970, as the other times. */
    @Column(name = "LEASE_UNTIL", nullable = false)
    protected long leaseUntil;

    /** Since when it waits for its turn, or waited last; 0 where it never has. */
    @Column(name = "QUEUED_AT", nullable = false)
    protected long queuedAt;

    @Column(name = "CREATED_AT", nullable = false)
    protected long createdAt;

    @Column(name = "ENDED_AT", nullable = false)
    protected long endedAt;

    @Column(name = "FAILURE")
    protected @Nullable String failure;

    /** How far it is. */
    Progress progress() {
        return new Progress(rowsTotal, imported, skipped, failed, Duration.ofMillis(runMillis));
    }

    /** What reads its rows. */
    RowReader reader() {
        try {
            return format.reader(Objects.requireNonNullElse(header, ""));
        } catch (RowException e) {
            throw new IllegalStateException("The header was checked at the upload", e);
        }
    }
}
