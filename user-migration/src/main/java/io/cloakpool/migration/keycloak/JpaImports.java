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
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Jobs in Keycloak's database. Each change of a state is one statement with its condition, so that nodes cannot both make it. */
final class JpaImports {
    /** After which a job whose node is gone counts as interrupted. A node that is there extends it meanwhile. */
    static final Duration LEASE = Duration.ofSeconds(20);

    /** Realms that a node looks at for one whose turn it is. */
    private static final int REALMS = 20;

    private static final List<ImportState> BUSY = List.of(ImportState.IN_PROGRESS, ImportState.STOPPING);

    private final EntityManager entities;

    JpaImports(KeycloakSession session) {
        entities = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    /**
     * What a transaction made of rows of a chunk.
     *
     * @param last whether the chunk has no more of them
     */
    record Step(String owner, int position, boolean last, int imported, int skipped, int failed, Duration took) {}

    /** What a realm has: jobs, and bytes of files that are not imported yet. */
    record Stored(long jobs, long bytes) {}

    /** A job that a run has taken. */
    record Taken(String realmId, String jobId, String owner) {}

    /** Sees to it that {@link #lock(String)} has something to lock. In a transaction of its own: two nodes may do so at once. */
    static void know(KeycloakSessionFactory factory, String realmId) {
        try {
            KeycloakModelUtils.runJobInTransaction(factory, session -> new JpaImports(session).know(realmId));
        } catch (RuntimeException e) {
            boolean known = KeycloakModelUtils.runJobInTransactionWithResult(
                    factory, session -> new JpaImports(session).isKnown(realmId));
            if (!known) {
                throw e;
            }
        }
    }

    private void know(String realmId) {
        if (!isKnown(realmId)) {
            ImportRealmEntity realm = new ImportRealmEntity();
            realm.id = realmId;
            entities.persist(realm);
            entities.flush();
        }
    }

    private boolean isKnown(String realmId) {
        return entities.find(ImportRealmEntity.class, realmId) != null;
    }

    /** One at a time says what runs in a realm, or how much it has, until the end of the transaction. False where the realm is gone. */
    boolean lock(String realmId) {
        return entities.find(ImportRealmEntity.class, realmId, LockModeType.PESSIMISTIC_WRITE) != null;
    }

    /** What the realm has by now. */
    Stored stored(String realmId) {
        Object[] sums = entities.createNamedQuery("cloakpoolImportCount", Object[].class)
                .setParameter("done", ImportState.SUCCEEDED)
                .setParameter("realm", realmId)
                .getSingleResult();
        return new Stored(((Number) sums[0]).longValue(), ((Number) sums[1]).longValue());
    }

    ImportJobEntity create(
            String realmId, ImportFormat format, @Nullable String header, boolean dryRun, @Nullable String sourceId) {
        ImportJobEntity job = new ImportJobEntity();
        job.id = UUID.randomUUID().toString();
        job.realmId = realmId;
        job.format = format;
        job.header = header;
        job.dryRun = dryRun;
        job.sourceId = sourceId;
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

    /** Has the job wait for its turn, where it is in one of these states or its run has ended without a word. */
    boolean queue(String id, List<ImportState> from) {
        return entities.createNamedQuery("cloakpoolImportQueue")
                        .setParameter("queued", ImportState.QUEUED)
                        .setParameter("id", id)
                        .setParameter("from", from)
                        .setParameter("busy", from.contains(ImportState.STOPPED) ? BUSY : List.of())
                        .setParameter("now", Time.currentTimeMillis())
                        .executeUpdate()
                == 1;
    }

    /** Realms in which a job waits and none runs, that which has waited longest first. */
    List<String> waiting() {
        return entities.createNamedQuery("cloakpoolImportWaitingRealms", String.class)
                .setParameter("queued", ImportState.QUEUED)
                .setParameter("busy", BUSY)
                .setParameter("now", Time.currentTimeMillis())
                .setMaxResults(REALMS)
                .getResultStream()
                .distinct()
                .toList();
    }

    /** Takes the job of a realm whose turn it is, unless one runs. Nodes that come at once see what the first of them did. */
    Optional<Taken> take(String realmId) {
        if (!lock(realmId)) {
            return Optional.empty();
        }
        long running = entities.createNamedQuery("cloakpoolImportRunning", Long.class)
                .setParameter("realm", realmId)
                .setParameter("busy", BUSY)
                .setParameter("now", Time.currentTimeMillis())
                .getSingleResult();
        if (running > 0) {
            return Optional.empty();
        }
        String owner = UUID.randomUUID().toString();
        return entities.createNamedQuery("cloakpoolImportNext", String.class)
                .setParameter("realm", realmId)
                .setParameter("queued", ImportState.QUEUED)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .filter(id -> take(id, owner))
                .map(id -> new Taken(realmId, id, owner));
    }

    private boolean take(String id, String owner) {
        return entities.createNamedQuery("cloakpoolImportTake")
                        .setParameter("running", ImportState.IN_PROGRESS)
                        .setParameter("owner", owner)
                        .setParameter("until", Time.currentTimeMillis() + LEASE.toMillis())
                        .setParameter("id", id)
                        .setParameter("queued", ImportState.QUEUED)
                        .executeUpdate()
                == 1;
    }

    /**
     * Has the run keep the job, where half of the lease is over: each chunk extends it as well, and a database that reads repeatably may roll
     * a transaction back whose job was written to meanwhile. Nothing where the run has lost it: what is lost stays so.
     */
    void extend(String id, String owner) {
        long now = Time.currentTimeMillis();
        entities.createNamedQuery("cloakpoolImportExtend")
                .setParameter("until", now + LEASE.toMillis())
                .setParameter("id", id)
                .setParameter("owner", owner)
                .setParameter("now", now)
                .setParameter("soon", now + LEASE.toMillis() / 2)
                .executeUpdate();
    }

    /** Has the run stop after the rows that it is at, or, where there is none yet or none any more, counts it as stopped. */
    boolean stop(String id) {
        long now = Time.currentTimeMillis();
        // In this order: one that waits may be taken in between.
        int givenUp = entities.createNamedQuery("cloakpoolImportGiveUp")
                .setParameter("to", ImportState.STOPPED)
                .setParameter("id", id)
                .setParameter("from", List.of(ImportState.QUEUED, ImportState.IN_PROGRESS, ImportState.STOPPING))
                .setParameter("now", now)
                .executeUpdate();
        int asked = entities.createNamedQuery("cloakpoolImportState")
                .setParameter("to", ImportState.STOPPING)
                .setParameter("id", id)
                .setParameter("from", ImportState.IN_PROGRESS)
                .setParameter("now", now)
                .executeUpdate();
        return asked + givenUp > 0;
    }

    Optional<ImportChunkEntity> chunk(String id, int position) {
        return Optional.ofNullable(entities.find(ImportChunkEntity.class, ImportChunkEntity.key(id, position)));
    }

    /** Counts rows as done, and their chunk with the last of them, and extends the lease. False where the run has lost the job: then nothing of it may be committed. */
    boolean advance(String id, Step step) {
        return entities.createNamedQuery("cloakpoolImportAdvance")
                        .setParameter("chunks", step.last() ? 1 : 0)
                        .setParameter("imported", step.imported())
                        .setParameter("skipped", step.skipped())
                        .setParameter("failed", step.failed())
                        .setParameter("millis", step.took().toMillis())
                        .setParameter("until", Time.currentTimeMillis() + LEASE.toMillis())
                        .setParameter("id", id)
                        .setParameter("owner", step.owner())
                        .setParameter("now", Time.currentTimeMillis())
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
        // An upload that is under way comes to its end before, and none begins any more.
        ImportRealmEntity realm = entities.find(ImportRealmEntity.class, realmId, LockModeType.PESSIMISTIC_WRITE);
        entities.createNamedQuery("cloakpoolImportChunksOfRealm")
                .setParameter("realm", realmId)
                .executeUpdate();
        entities.createNamedQuery("cloakpoolImportsOfRealm")
                .setParameter("realm", realmId)
                .executeUpdate();
        if (realm != null) {
            entities.remove(realm);
        }
    }
}
