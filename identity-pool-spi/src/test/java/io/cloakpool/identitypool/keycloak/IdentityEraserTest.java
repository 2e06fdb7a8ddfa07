package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.Stub;
import io.cloakpool.identitypool.identity.Identity;
import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.identity.StoredLogin;
import io.cloakpool.identitypool.identity.SweepDirectory;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRealm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakTransaction;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.UserModel;

final class IdentityEraserTest {
    private static final String REALM = "realm-id";
    private static final PoolId POOL = new PoolId("eu-west-1", UUID.randomUUID());
    private static final PoolId OTHER_POOL = new PoolId("eu-west-1", UUID.randomUUID());

    private final FakeTables tables = new FakeTables();
    private final Set<String> revoked = new HashSet<>();
    private final List<KeycloakTransaction> afterCommit = new ArrayList<>();
    /** By id, as committed. */
    private final Map<String, RealmModel> committed = new HashMap<>();

    private final RealmProvider realms = Stub.of(
            RealmProvider.class,
            Map.<String, Function<List<Object>, @Nullable Object>>of(
                    "getRealm", arguments -> committed.get((String) arguments.get(0))));
    private final RealmModel realm = Stub.of(RealmModel.class, Map.of("getId", arguments -> REALM));

    @Test
    void deleted_users_identity_ends_without_a_login_and_its_id_stays_taken() {
        IdentityId alice = identity(POOL, "alice");
        IdentityId bob = identity(POOL, "bob");

        delete("alice");
        assertThat(tables.logins).hasSize(2);
        commit();

        assertThat(row(alice).status).isEqualTo(Identity.Status.RETIRED);
        assertThat(tables.logins.values()).extracting(row -> row.subject).containsExactly("bob");
        assertThat(revoked).hasSize(1).allMatch(key -> key.contains(alice.toString()));
        assertThat(row(bob).status).isEqualTo(Identity.Status.ACTIVE);
    }

    @Test
    void deleted_users_identities_end_in_each_pool_however_many_there_are() {
        for (int i = 0; i < IdentityEraser.BATCH + 1; i++) {
            identity(new PoolId("eu-west-1", UUID.randomUUID()), "alice");
        }

        delete("alice");
        commit();

        assertThat(tables.logins).isEmpty();
        assertThat(tables.identities.values()).allMatch(row -> row.status == Identity.Status.RETIRED);
    }

    @Test
    void identity_that_keeps_another_login_goes_on_but_is_known_to_have_lost_one() {
        IdentityId alice = identity(POOL, "alice");
        new IdentityRows(session(), REALM)
                .insertLogin(POOL, alice, LoginName.ofDeveloper("backend", "alice-1"), Instant.EPOCH);

        delete("alice");
        commit();

        assertThat(row(alice).status).isEqualTo(Identity.Status.ACTIVE);
        assertThat(tables.logins.values()).extracting(row -> row.subject).containsExactly("alice-1");
        assertThat(revoked).singleElement().asString().contains("identity-login:" + alice);
    }

    @Test
    void login_that_a_merge_moved_meanwhile_stays_until_it_is_read_anew() {
        IdentityId alice = identity(POOL, "alice");
        IdentityId bob = identity(POOL, "bob");
        LoginEntity login = tables.logins.values().stream()
                .filter(row -> row.subject.equals("alice"))
                .findFirst()
                .orElseThrow();
        StoredLogin read =
                new StoredLogin(login.key, login.identityKey, REALM, new LoginName(login.provider, login.subject));
        login.identityKey = row(bob).key;

        new JpaSweepStore(session().getKeycloakSessionFactory()).forget(read);

        assertThat(tables.logins).hasSize(2);
        assertThat(row(alice).status).isEqualTo(Identity.Status.ACTIVE);
        assertThat(revoked).isEmpty();
    }

    @Test
    void what_cannot_be_erased_now_disturbs_no_commit_and_stays_for_the_sweep() {
        IdentityId alice = identity(POOL, "alice");
        tables.failing = row(alice).key;

        new IdentityPoolFactory()
                .preRemove(
                        session(),
                        realm,
                        Components.model(
                                POOL.uuid().toString(),
                                "p",
                                IdentityPoolComponent.class,
                                IdentityPoolFactory.PROVIDER_ID,
                                Map.of()));
        commit();

        assertThat(tables.identities).hasSize(1);
    }

    @Test
    void deleted_pool_keeps_no_row_whoever_deleted_its_component() {
        identity(POOL, "alice");
        IdentityId bob = identity(OTHER_POOL, "bob");
        ComponentModel component = Components.model(
                POOL.uuid().toString(), "p", IdentityPoolComponent.class, IdentityPoolFactory.PROVIDER_ID, Map.of());

        new IdentityPoolFactory().preRemove(session(), realm, component);
        assertThat(tables.identities).hasSize(2);
        commit();

        assertThat(tables.identities.values()).containsExactly(row(bob));
        assertThat(tables.logins.values()).extracting(row -> row.subject).containsExactly("bob");
    }

    @Test
    void deleted_realm_keeps_no_row() {
        identity(POOL, "alice");
        identity(OTHER_POOL, "bob");

        new IdentityEraser()
                .onEvent(Stub.of(
                        RealmModel.RealmRemovedEvent.class,
                        Map.<String, Function<List<Object>, @Nullable Object>>of(
                                "getRealm", arguments -> realm, "getKeycloakSession", arguments -> session())));
        commit();

        assertThat(tables.logins).isEmpty();
        assertThat(tables.identities).isEmpty();
    }

    /** An import over what is there deletes a realm and makes it again in one transaction. */
    @Test
    void realm_that_is_there_again_keeps_its_identities() {
        identity(POOL, "alice");
        commitRealm(List.of());

        new IdentityEraser()
                .onEvent(Stub.of(
                        RealmModel.RealmRemovedEvent.class,
                        Map.<String, Function<List<Object>, @Nullable Object>>of(
                                "getRealm", arguments -> realm, "getKeycloakSession", arguments -> session())));
        commit();

        assertThat(tables.identities).hasSize(1);
    }

    @Test
    void pool_that_is_there_again_keeps_its_identities_and_another_loses_them() {
        identity(POOL, "alice");
        identity(OTHER_POOL, "bob");
        commitRealm(List.of(POOL.uuid().toString()));

        for (PoolId pool : List.of(POOL, OTHER_POOL)) {
            new IdentityEraser()
                    .erasePoolAfterCommit(session(), REALM, pool.uuid().toString());
        }
        commit();

        assertThat(tables.logins.values()).extracting(row -> row.subject).containsExactly("alice");
    }

    @Test
    void user_who_is_there_again_keeps_the_identity() {
        identity(POOL, "alice");
        identity(POOL, "bob");
        SweepDirectory directory = Stub.of(
                SweepDirectory.class,
                Map.of("hasRealm", arguments -> true, "missing", arguments -> missingBob(arguments.get(1))));

        for (String user : List.of("alice", "bob")) {
            delete(user, new IdentityEraser(factory -> directory));
        }
        commit();

        assertThat(tables.logins.values()).extracting(row -> row.subject).containsExactly("alice");
    }

    private static Set<?> missingBob(Object asked) {
        return asked.equals(Set.of("bob")) ? Set.of("bob") : Set.of();
    }

    private void commitRealm(List<String> components) {
        committed.put(
                REALM,
                Stub.of(
                        RealmModel.class,
                        Map.<String, Function<List<Object>, @Nullable Object>>of(
                                "getComponent",
                                arguments ->
                                        components.contains((String) arguments.get(0)) ? new ComponentModel() : null)));
    }

    private IdentityId identity(PoolId pool, String user) {
        IdentityId id = new IdentityId("eu-west-1", UUID.randomUUID());
        IdentityRows rows = new IdentityRows(session(), REALM);
        rows.insert(pool, id, Identity.Status.ACTIVE, null, Instant.EPOCH);
        rows.insertLogin(pool, id, new LoginName(PoolRealm.providerId(REALM), user), Instant.EPOCH);
        return id;
    }

    private IdentityEntity row(IdentityId id) {
        return tables.identities.values().stream()
                .filter(row -> row.identityId.equals(id.toString()))
                .findFirst()
                .orElseThrow();
    }

    private void delete(String userId) {
        delete(userId, new IdentityEraser());
    }

    private void delete(String userId, IdentityEraser eraser) {
        UserModel user = Stub.of(UserModel.class, Map.of("getId", arguments -> userId));
        eraser.onEvent(Stub.of(
                UserModel.UserRemovedEvent.class,
                Map.<String, Function<List<Object>, @Nullable Object>>of(
                        "getRealm", arguments -> realm,
                        "getUser", arguments -> user,
                        "getKeycloakSession", arguments -> session())));
    }

    private void commit() {
        afterCommit.forEach(KeycloakTransaction::begin);
        afterCommit.forEach(KeycloakTransaction::commit);
    }

    private KeycloakSession session() {
        KeycloakSessionFactory factory =
                Stub.of(KeycloakSessionFactory.class, Map.of("create", arguments -> session()));
        KeycloakTransactionManager transactions = Stub.of(
                KeycloakTransactionManager.class,
                Map.<String, Function<List<Object>, @Nullable Object>>of(
                        "begin", arguments -> null,
                        "setRollbackOnly", arguments -> null,
                        "enlistAfterCompletion", arguments -> afterCommit.add((KeycloakTransaction) arguments.get(0))));
        SingleUseObjectProvider tokens = Stub.of(
                SingleUseObjectProvider.class, Map.of("put", arguments -> revoked.add((String) arguments.get(0))));
        KeycloakContext context = Stub.of(
                KeycloakContext.class,
                Map.<String, Function<List<Object>, @Nullable Object>>of(
                        "getRealm", arguments -> realm, "setRealm", arguments -> null));
        return Stub.of(
                KeycloakSession.class,
                Map.<String, Function<List<Object>, @Nullable Object>>of(
                        "getProvider",
                                arguments -> arguments.get(0) == RealmProvider.class ? realms : tables.connection(),
                        "getContext", arguments -> context,
                        "getTransactionManager", arguments -> transactions,
                        "getKeycloakSessionFactory", arguments -> factory,
                        "singleUseObjects", arguments -> tokens,
                        "getAttribute", arguments -> null,
                        "setAttribute", arguments -> null,
                        "close", arguments -> null));
    }
}
