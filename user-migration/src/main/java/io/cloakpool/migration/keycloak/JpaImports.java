package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.bulk.Chunk;
import io.cloakpool.migration.bulk.ImportFormat;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** Jobs in Keycloak's database. Each change of a state is one statement with its condition, so that nodes cannot both make it. */
final class JpaImports {
    /** After which a job whose node is gone may be taken by another. A chunk is written in far less. */
    static final Duration LEASE = Duration.ofSeconds(20);

    private static final List<ImportState> BUSY = List.of(ImportState.IN_PROGRESS, ImportState.STOPPING);

    private final EntityManager entities;

    JpaImports(KeycloakSession session) {
        entities = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    /** What a transaction made of the rows of a chunk. */
    record Step(String owner, int position, int imported, int skipped, int failed, Duration took) {}

    ImportJobEntity create(String realmId, ImportFormat format, @Nullable String header, boolean dryRun) {
        ImportJobEntity job = new ImportJobEntity();
        job.id = UUID.randomUUID().toString();
        job.realmId = realmId;
        job.format = format;
        job.header = header;
        job.dryRun = dryRun;
        job.createdAt = Time.currentTimeMillis();
        entities.persist(job);
        return job;
    }

    void append(ImportJobEntity job, Chunk rows) {
        ImportChunkEntity chunk = new ImportChunkEntity();
        chunk.key = ImportChunkEntity.key(job.id, job.chunks);
        chunk.importId = job.id;
        chunk.position = job.chunks;
        chunk.rows = rows.pack();
        entities.persist(chunk);
        job.chunks++;
        job.rowsTotal += rows.lines().size();
        // The memory of an upload is that of one chunk.
        entities.flush();
        entities.detach(chunk);
    }

    Optional<ImportJobEntity> find(String realmId, String id) {
        return Optional.ofNullable(entities.find(ImportJobEntity.class, id)).filter(job -> job.realmId.equals(realmId));
    }

    /** The same, and nobody else changes it until the end of the transaction. */
    Optional<ImportJobEntity> lock(String realmId, String id) {
        return Optional.ofNullable(entities.find(ImportJobEntity.class, id, LockModeType.PESSIMISTIC_WRITE))
                .filter(job -> job.realmId.equals(realmId));
    }

    List<ImportJobEntity> all(String realmId) {
        return entities.createNamedQuery("cloakpoolImports", ImportJobEntity.class)
                .setParameter("realm", realmId)
                .getResultList();
    }

    /** As it shows: a lease that has ended is an interruption. */
    static ImportState state(ImportJobEntity job) {
        return BUSY.contains(job.state) && job.leaseUntil < Time.currentTimeMillis()
                ? ImportState.INTERRUPTED
                : job.state;
    }

    /** Takes the job for a run, where it is in one of these states or its run has ended without a word. */
    boolean take(String id, String owner, List<ImportState> from) {
        return entities.createNamedQuery("cloakpoolImportTake")
                        .setParameter("running", ImportState.IN_PROGRESS)
                        .setParameter("owner", owner)
                        .setParameter("until", Time.currentTimeMillis() + LEASE.toMillis())
                        .setParameter("id", id)
                        .setParameter("from", from)
                        .setParameter("busy", from.contains(ImportState.STOPPED) ? BUSY : List.of())
                        .setParameter("now", Time.currentTimeMillis())
                        .executeUpdate()
                == 1;
    }

    /** Has the run stop after the rows that it is at, or, where there is none any more, counts it as stopped. */
    boolean stop(String id) {
        int asked = entities.createNamedQuery("cloakpoolImportState")
                .setParameter("to", ImportState.STOPPING)
                .setParameter("id", id)
                .setParameter("from", ImportState.IN_PROGRESS)
                .setParameter("now", Time.currentTimeMillis())
                .executeUpdate();
        int givenUp = entities.createNamedQuery("cloakpoolImportGiveUp")
                .setParameter("to", ImportState.STOPPED)
                .setParameter("id", id)
                .setParameter("from", BUSY)
                .setParameter("now", Time.currentTimeMillis())
                .executeUpdate();
        return asked + givenUp > 0;
    }

    Optional<ImportChunkEntity> chunk(String id, int position) {
        return Optional.ofNullable(entities.find(ImportChunkEntity.class, ImportChunkEntity.key(id, position)));
    }

    /** Counts a chunk as done and extends the lease. False where the run has lost the job: then nothing of it may be committed. */
    boolean advance(String id, Step step) {
        return entities.createNamedQuery("cloakpoolImportAdvance")
                        .setParameter("imported", step.imported())
                        .setParameter("skipped", step.skipped())
                        .setParameter("failed", step.failed())
                        .setParameter("millis", step.took().toMillis())
                        .setParameter("until", Time.currentTimeMillis() + LEASE.toMillis())
                        .setParameter("id", id)
                        .setParameter("owner", step.owner())
                        .setParameter("position", step.position())
                        .executeUpdate()
                == 1;
    }

    void end(String id, String owner, ImportState state, @Nullable String failure) {
        entities.createNamedQuery("cloakpoolImportEnd")
                .setParameter("to", state)
                .setParameter("failure", failure)
                .setParameter("now", Time.currentTimeMillis())
                .setParameter("id", id)
                .setParameter("owner", owner)
                .executeUpdate();
    }

    /** What became of the rows of a chunk that made no user. */
    byte[] report(String id, int position) {
        List<byte[]> reports = entities.createNamedQuery("cloakpoolImportReport", byte[].class)
                .setParameter("id", id)
                .setParameter("position", position)
                .getResultList();
        return reports.isEmpty() || reports.get(0) == null ? new byte[0] : reports.get(0);
    }

    /** Reads a job anew after its state was changed. */
    void refresh(ImportJobEntity job) {
        entities.refresh(job);
    }

    void delete(ImportJobEntity job) {
        entities.createNamedQuery("cloakpoolImportChunks")
                .setParameter("id", job.id)
                .executeUpdate();
        entities.remove(job);
    }

    void deleteAll(String realmId) {
        entities.createNamedQuery("cloakpoolImportChunksOfRealm")
                .setParameter("realm", realmId)
                .executeUpdate();
        entities.createNamedQuery("cloakpoolImportsOfRealm")
                .setParameter("realm", realmId)
                .executeUpdate();
    }
}
