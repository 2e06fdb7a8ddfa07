package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.identitypool.fakes.Stub;
import io.cloakpool.identitypool.identity.Identity;
import io.cloakpool.identitypool.identity.IdentityStore.Write;
import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ModelDuplicateException;

/** What the store makes of what a database says. That the database says it: see the tests on real ones. */
final class JpaIdentityStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final PoolId POOL =
            PoolId.parse("us-east-1:00000000-0000-4000-8000-000000000001").orElseThrow();
    private static final IdentityId ID =
            new IdentityId("us-east-1", UUID.fromString("00000000-0000-4000-8000-000000000002"));
    private static final IdentityId OTHER =
            new IdentityId("us-east-1", UUID.fromString("00000000-0000-4000-8000-000000000003"));

    private static final String REVOKED = "put cloakpool-identity:" + ID + ".revoked";

    private final FakeServer server = new FakeServer();
    private final List<Object> persisted = new ArrayList<>();
    private final Map<Object, Object> rows = new HashMap<>();
    private final JpaIdentityStore store = new JpaIdentityStore(server.session());
    private final List<String> asked = new ArrayList<>();
    private int updated;

    @BeforeEach
    void database() {
        Map<String, Function<List<Object>, @Nullable Object>> answers = new HashMap<>();
        answers.put("find", arguments -> rows.get(arguments.get(1)));
        answers.put("persist", arguments -> persisted.add(arguments.get(0)));
        answers.put("createNamedQuery", arguments -> {
            asked.add((String) arguments.get(0));
            return query();
        });
        server.database(Stub.of(EntityManager.class, answers));
    }

    @Test
    void creation_writes_both_rows_in_one_transaction_of_its_own() {
        assertThat(store.create(POOL, ID, List.of(login("alice")), NOW)).isEqualTo(Write.DONE);

        assertThat(server.journal).containsExactly("open", "close");
        IdentityEntity identity = (IdentityEntity) persisted.get(0);
        LoginEntity login = (LoginEntity) persisted.get(1);
        assertThat(identity.identityId).isEqualTo(ID.toString());
        assertThat(identity.status).isEqualTo(Identity.Status.ACTIVE);
        assertThat(login.identityKey).isEqualTo(identity.key);
        assertThat(login.key).matches("[0-9a-f]{64}");
    }

    @Test
    void keys_tell_subjects_apart_that_differ_in_case_or_in_their_last_space() {
        for (String subject : List.of("alice", "Alice", "alice ", "älice")) {
            store.create(POOL, ID, List.of(login(subject)), NOW);
        }

        assertThat(persisted)
                .filteredOn(LoginEntity.class::isInstance)
                .extracting(row -> ((LoginEntity) row).key)
                .doesNotHaveDuplicates()
                .hasSize(4);
    }

    @Test
    void key_that_is_taken_at_commit_is_a_conflict_and_other_failures_are_thrown() {
        server.failCommits(new ModelDuplicateException("taken"));
        assertThat(store.create(POOL, ID, List.of(login("alice")), NOW)).isEqualTo(Write.CONFLICT);

        server.failCommits(new IllegalStateException("no connection"));
        assertThatThrownBy(() -> store.create(POOL, ID, List.of(login("alice")), NOW))
                .hasMessage("no connection");
    }

    /** A look for the realm would fix what some databases show, ahead of the write that locks the identity. */
    @Test
    void nothing_is_read_ahead_of_the_lock() {
        row(ID);
        updated = 1;
        server.answer("realms", arguments -> {
            throw new AssertionError("the realm was looked for");
        });

        assertThat(store.link(ID, List.of(), List.of(login("alice")), NOW)).isEqualTo(Write.DONE);
        assertThat(asked).startsWith("cloakpoolActiveTouch");
    }

    /** Two transactions with the same logins must not wait for each other. */
    @Test
    void logins_are_written_in_one_order() {
        store.create(POOL, ID, List.of(login("alice"), login("bob"), login("carol")), NOW);
        store.create(POOL, OTHER, List.of(login("carol"), login("alice"), login("bob")), NOW);

        List<String> keys = persisted.stream()
                .filter(LoginEntity.class::isInstance)
                .map(row -> ((LoginEntity) row).key)
                .toList();
        assertThat(keys.subList(3, 6)).isEqualTo(keys.subList(0, 3));
    }

    @Test
    void unknown_identity_is_absent_and_takes_no_login() {
        assertThat(store.find(ID)).isEmpty();
        assertThat(store.link(ID, List.of(), List.of(login("alice")), NOW)).isEqualTo(Write.CONFLICT);
        assertThat(persisted).isEmpty();
    }

    @Test
    void retired_identity_takes_no_login() {
        row(ID);
        updated = 0;

        assertThat(store.link(ID, List.of(), List.of(login("alice")), NOW)).isEqualTo(Write.CONFLICT);
        assertThat(persisted).isEmpty();
    }

    @Test
    void active_identity_takes_a_login() {
        row(ID);
        updated = 1;

        assertThat(store.link(ID, List.of(), List.of(login("alice")), NOW)).isEqualTo(Write.DONE);
        assertThat(persisted).hasSize(1).first().isInstanceOf(LoginEntity.class);
    }

    @Test
    void identity_that_lost_the_login_that_entitles_takes_no_other_one() {
        row(ID);
        updated = 1;

        assertThat(store.link(ID, List.of(login("bob")), List.of(login("alice")), NOW))
                .isEqualTo(Write.CONFLICT);
        assertThat(persisted).isEmpty();
    }

    @Test
    void identity_that_lost_the_login_that_entitles_loses_no_other_one() {
        row(ID);
        updated = 1;

        assertThat(store.unlink(ID, List.of(login("bob")), List.of(), NOW)).isEqualTo(Write.CONFLICT);
        assertThat(server.journal).doesNotContain(REVOKED);
    }

    @Test
    void unlinking_the_last_login_ends_the_identity_in_the_same_transaction() {
        row(ID);
        updated = 1;

        assertThat(store.unlink(ID, List.of(), List.of(), NOW)).isEqualTo(Write.DONE);

        assertThat(server.journal).containsExactly("open", REVOKED, "close");
    }

    @Test
    void login_that_the_identity_does_not_have_is_not_unlinked() {
        row(ID);
        updated = 1;

        assertThat(store.unlink(ID, List.of(), List.of(login("alice")), NOW)).isEqualTo(Write.CONFLICT);
        updated = 0;
        assertThat(store.unlink(ID, List.of(), List.of(), NOW)).isEqualTo(Write.CONFLICT);

        assertThat(server.journal).doesNotContain(REVOKED);
    }

    @Test
    void merging_ends_the_source_in_the_same_transaction_and_needs_both_to_be_active() {
        row(ID);
        row(OTHER);

        assertThat(store.merge(ID, OTHER, NOW)).isEqualTo(Write.CONFLICT);
        assertThat(server.journal).containsExactly("open", "close");

        updated = 1;
        assertThat(store.merge(ID, OTHER, NOW)).isEqualTo(Write.DONE);
        assertThat(server.journal).endsWith("open", REVOKED, "close");
    }

    @Test
    void deleting_ends_the_identity_and_forgets_its_logins_in_one_transaction() {
        updated = 1;

        store.delete(POOL, ID, NOW);

        assertThat(server.journal).containsExactly("open", REVOKED, "close");
        assertThat(asked).containsExactly("cloakpoolRetire", "cloakpoolEraseLogins");
    }

    @Test
    void retiring_a_stored_identity_revokes_in_the_same_transaction() {
        updated = 1;

        store.retire(POOL, ID, null, NOW);

        assertThat(server.journal).containsExactly("open", REVOKED, "close");
        assertThat(persisted).isEmpty();
    }

    @Test
    void guest_without_a_row_is_stored_retired_and_revoked_in_one_transaction() {
        store.retire(POOL, ID, OTHER, NOW);

        assertThat(server.journal).containsExactly("open", REVOKED, "close");
        IdentityEntity row = (IdentityEntity) persisted.get(0);
        assertThat(row.status).isEqualTo(Identity.Status.RETIRED);
        assertThat(row.successorId).isEqualTo(OTHER.toString());
    }

    @Test
    void guest_that_is_linked_meanwhile_is_a_conflict() {
        server.failCommits(new ModelDuplicateException("taken"));

        assertThat(store.retireGuest(POOL, ID, OTHER, NOW)).isEqualTo(Write.CONFLICT);
    }

    @Test
    void database_that_neither_finds_nor_takes_a_row_is_at_fault() {
        server.failCommits(new ModelDuplicateException("taken"));

        assertThatThrownBy(() -> store.retire(POOL, ID, null, NOW)).isInstanceOf(IllegalStateException.class);
        assertThat(server.journal).filteredOn("open"::equals).hasSize(3);
    }

    private void row(IdentityId id) {
        IdentityEntity row = new IdentityEntity();
        row.key = KeyDigest.of(Components.REALM, id.toString());
        row.poolId = POOL.toString();
        row.identityId = id.toString();
        rows.put(row.key, row);
    }

    /** A query that finds nothing, and updates as many rows as the test says. */
    private Object query() {
        return Proxy.newProxyInstance(
                JpaIdentityStoreTest.class.getClassLoader(),
                new Class<?>[] {TypedQuery.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "setParameter", "setMaxResults" -> self;
                    case "executeUpdate" -> updated;
                    case "getResultStream" -> Stream.of();
                    case "getResultList" -> List.of();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static LoginName login(String subject) {
        return new LoginName("realm:" + Components.REALM, subject);
    }
}
