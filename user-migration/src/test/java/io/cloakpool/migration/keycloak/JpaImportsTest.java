package io.cloakpool.migration.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.migration.bulk.Chunk;
import io.cloakpool.migration.bulk.ImportFormat;
import io.cloakpool.migration.bulk.Line;
import io.cloakpool.migration.keycloak.JpaImports.Step;
import io.cloakpool.migration.keycloak.JpaImports.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.Time;

/** Whose turn it is, and who may write, as the database decides it. */
@SuppressWarnings("NullAway.Init")
final class JpaImportsTest {
    private static final String REALM = "realm";
    private static final String OTHER = "other";
    private static final int LEASE_SECONDS = Math.toIntExact(JpaImports.LEASE.toSeconds());
    private static final List<ImportState> NEW = List.of(ImportState.CREATED);
    private static final List<ImportState> AGAIN = List.of(ImportState.STOPPED, ImportState.FAILED);

    private static EntityDatabase database;

    @BeforeAll
    static void create() {
        database =
                new EntityDatabase("imports", ImportJobEntity.class, ImportChunkEntity.class, ImportRealmEntity.class);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.in(entities -> {
            for (String entity : List.of("CloakpoolImportChunk", "CloakpoolImport", "CloakpoolImportRealm")) {
                entities.createQuery("delete from " + entity).executeUpdate();
            }
            for (String realm : List.of(REALM, OTHER)) {
                ImportRealmEntity known = new ImportRealmEntity();
                known.id = realm;
                entities.persist(known);
            }
            return REALM;
        });
    }

    @AfterEach
    void backToNow() {
        Time.setOffset(0);
    }

    private static <T> T imports(Function<JpaImports, T> work) {
        return database.in(entities -> work.apply(new JpaImports(EntityDatabase.session(entities))));
    }

    private String job(String realm) {
        return imports(imports -> {
            ImportJobEntity job = imports.create(realm, ImportFormat.NDJSON, null, false, null);
            imports.append(job, new Chunk(List.of(new Line(1, new byte[] {'x'}))));
            imports.append(job, new Chunk(List.of(new Line(2, new byte[] {'y'}))));
            job.bytes = 10;
            return job.id;
        });
    }

    private String queued(String realm) {
        String id = job(realm);
        Time.setOffset(Time.getOffset() + 1);
        assertThat(JpaImportsTest.<Boolean>imports(imports -> imports.queue(id, NEW)))
                .isTrue();
        return id;
    }

    private Optional<ImportJobEntity> find(String realm, String id) {
        return imports(imports -> imports.find(realm, id));
    }

    private Optional<ImportJobEntity> lock(String realm, String id) {
        return imports(imports -> imports.lock(realm, id));
    }

    private JpaImports.Stored stored(String realm) {
        return imports(imports -> imports.stored(realm));
    }

    private Optional<Taken> take(String realm) {
        return imports(imports -> imports.take(realm));
    }

    private static void pass(int seconds) {
        Time.setOffset(Time.getOffset() + seconds);
    }

    private boolean advance(Taken taken, String owner, int position) {
        return imports(imports ->
                imports.advance(taken.jobId(), new Step(owner, position, true, 1, 0, 0, Duration.ofSeconds(1))));
    }

    @Test
    void jobs_of_a_realm_are_taken_one_after_the_other_in_the_order_in_which_they_were_queued() {
        String first = queued(REALM);
        String second = queued(REALM);
        String elsewhere = queued(OTHER);
        assertThat(imports(JpaImports::waiting)).containsExactly(REALM, OTHER);

        Taken taken = take(REALM).orElseThrow();

        assertThat(taken.jobId()).isEqualTo(first);
        assertThat(take(REALM)).isEmpty();
        assertThat(imports(JpaImports::waiting)).containsExactly(OTHER);
        assertThat(take(OTHER).orElseThrow().jobId()).isEqualTo(elsewhere);
        imports(imports -> {
            imports.end(first, taken.owner(), ImportState.SUCCEEDED, null);
            return first;
        });
        assertThat(imports(JpaImports::waiting)).containsExactly(REALM);
        assertThat(take(REALM).orElseThrow().jobId()).isEqualTo(second);
        assertThat(take("gone")).isEmpty();
    }

    @Test
    void nodes_that_come_at_once_take_one_job() throws Exception {
        for (int i = 0; i < 5; i++) {
            queued(REALM);
        }
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            List<Optional<Taken>> taken = new ArrayList<>();
            for (Future<Optional<Taken>> one : nodes.invokeAll(List.<Callable<Optional<Taken>>>of(
                    () -> take(REALM), () -> take(REALM), () -> take(REALM), () -> take(REALM)))) {
                taken.add(one.get());
            }
            assertThat(taken).filteredOn(Optional::isPresent).hasSize(1);
        } finally {
            nodes.shutdownNow();
        }
    }

    @Test
    void a_job_whose_node_is_gone_holds_the_others_up_for_its_lease_only_and_can_be_queued_again() {
        String killed = queued(REALM);
        String next = queued(REALM);
        assertThat(take(REALM)).isPresent();
        assertThat(JpaImportsTest.<Boolean>imports(imports -> imports.queue(killed, AGAIN)))
                .isFalse();

        pass(LEASE_SECONDS + 1);

        assertThat(take(REALM).orElseThrow().jobId()).isEqualTo(next);
        assertThat(JpaImportsTest.<Boolean>imports(imports -> imports.queue(killed, NEW)))
                .isFalse();
        assertThat(JpaImportsTest.<Boolean>imports(imports -> imports.queue(killed, AGAIN)))
                .isTrue();
        assertThat(take(REALM)).isEmpty();
    }

    @Test
    void only_the_run_that_has_the_job_writes_and_each_chunk_once() {
        queued(REALM);
        Taken taken = take(REALM).orElseThrow();

        assertThat(advance(taken, "another run", 0)).isFalse();
        assertThat(advance(taken, taken.owner(), 1)).isFalse();
        assertThat(advance(taken, taken.owner(), 0)).isTrue();
        assertThat(advance(taken, taken.owner(), 0)).isFalse();
        ImportJobEntity job =
                imports(imports -> imports.find(REALM, taken.jobId()).orElseThrow());
        assertThat(List.of(job.chunksDone, job.imported)).containsExactly(1, 1);
    }

    @Test
    void a_run_whose_lease_has_ended_writes_nothing_more_even_if_nobody_has_taken_the_job() {
        queued(REALM);
        Taken taken = take(REALM).orElseThrow();
        pass(LEASE_SECONDS + 1);

        extend(taken);

        assertThat(advance(taken, taken.owner(), 0)).isFalse();
    }

    @Test
    void a_lease_is_extended_while_a_chunk_takes_long() {
        queued(REALM);
        Taken taken = take(REALM).orElseThrow();
        for (int i = 0; i < 5; i++) {
            pass(LEASE_SECONDS * 3 / 4);
            imports(imports -> {
                imports.extend(taken.jobId(), "another run");
                return taken;
            });
            extend(taken);
        }

        assertThat(advance(taken, taken.owner(), 0)).isTrue();
    }

    private void extend(Taken taken) {
        imports(imports -> {
            imports.extend(taken.jobId(), taken.owner());
            return taken;
        });
    }

    @Test
    void a_job_that_waits_is_stopped_at_once() {
        queued(REALM);
        String id = queued(REALM);
        assertThat(take(REALM)).isPresent();

        assertThat(JpaImportsTest.<Boolean>imports(imports -> imports.stop(id))).isTrue();

        assertThat(JpaImportsTest.<ImportState>imports(
                        imports -> JpaImports.state(imports.find(REALM, id).orElseThrow())))
                .isEqualTo(ImportState.STOPPED);
        assertThat(JpaImportsTest.<Boolean>imports(imports -> imports.queue(id, AGAIN)))
                .isTrue();
    }

    @Test
    void a_job_is_of_its_realm_only() {
        String id = job(REALM);

        assertThat(find(OTHER, id)).isEmpty();
        assertThat(lock(OTHER, id)).isEmpty();
        assertThat(lock(REALM, id)).isPresent();
    }

    @Test
    void what_is_stored_are_bytes_that_are_not_imported() {
        job(REALM);
        queued(REALM);
        job(OTHER);
        assertThat(stored(REALM)).isEqualTo(new JpaImports.Stored(2, 20));

        Taken taken = take(REALM).orElseThrow();
        imports(imports -> {
            imports.end(taken.jobId(), taken.owner(), ImportState.SUCCEEDED, null);
            return taken;
        });

        assertThat(stored(REALM)).isEqualTo(new JpaImports.Stored(2, 10));
        assertThat(stored("none")).isEqualTo(new JpaImports.Stored(0, 0));
    }

    @Test
    void with_a_realm_all_goes_that_it_had_and_nothing_of_another() {
        job(REALM);
        queued(REALM);
        String kept = job(OTHER);

        imports(imports -> {
            imports.deleteAll(REALM);
            imports.deleteAll("never had one");
            return kept;
        });

        assertThat(rows("CloakpoolImport")).isEqualTo(1);
        assertThat(rows("CloakpoolImportChunk")).isEqualTo(2);
        assertThat(rows("CloakpoolImportRealm")).isEqualTo(1);
        assertThat(find(OTHER, kept)).isPresent();
    }

    private long rows(String entity) {
        return database.in(entities -> entities.createQuery("select count(e) from " + entity + " e", Long.class)
                .getSingleResult());
    }
}
