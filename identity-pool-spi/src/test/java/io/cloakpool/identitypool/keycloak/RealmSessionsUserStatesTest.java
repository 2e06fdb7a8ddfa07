package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.Stub;
import io.cloakpool.identitypool.pool.UserStates.Question;
import io.cloakpool.identitypool.pool.UserStates.State;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keycloak.common.Profile;
import org.keycloak.common.util.Time;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionProvider;

final class RealmSessionsUserStatesTest {
    private final int issuedAt = (int) (Time.currentTimeMillis() / 1000);

    private boolean userEnabled = true;
    private @Nullable String serviceAccountOf;
    private boolean serviceAccounts;
    private boolean full = true;
    private boolean clientSession = true;
    private @Nullable AuthenticatedClientSessionModel signedIn;
    private boolean clientEnabled = true;
    private int realmNotBefore;
    private int userNotBefore;
    private int clientNotBefore;
    private int idleSeconds = 1800;
    private boolean otherRealmEnabled = true;
    private @Nullable UserSessionModel online;
    private @Nullable UserSessionModel offline;

    @BeforeAll
    static void features() {
        Profile.defaults();
    }

    @Test
    void known_user_and_client_are_good_without_a_session() {
        assertThat(ask("alice", null, "webapp")).isEqualTo(State.GOOD);
    }

    @Test
    void unknown_user_is_gone() {
        assertThat(ask("nobody", null, null)).isEqualTo(State.USER_GONE);
    }

    @Test
    void disabled_user_is_disabled() {
        userEnabled = false;

        assertThat(ask("alice", null, null)).isEqualTo(State.USER_DISABLED);
    }

    @Test
    void service_account_is_good_where_it_is_welcome() {
        serviceAccountOf = "id-of-robot";
        assertThat(ask("alice", null, "webapp")).isEqualTo(State.SERVICE_ACCOUNT);
        full = false;
        assertThat(ask("alice", null, "webapp")).isEqualTo(State.SERVICE_ACCOUNT);

        serviceAccounts = true;
        assertThat(ask("alice", null, "webapp")).isEqualTo(State.GOOD);
    }

    @Test
    void question_that_is_not_full_asks_only_who_the_user_is() {
        full = false;
        userEnabled = false;
        realmNotBefore = issuedAt + 1;

        assertThat(ask("alice", null, "nothing")).isEqualTo(State.GOOD);
        assertThat(ask("nobody", null, null)).isEqualTo(State.USER_GONE);
    }

    @Test
    void session_must_be_the_users_own_also_when_nothing_else_is_asked() {
        full = false;
        assertThat(ask("alice", "sid", null)).isEqualTo(State.SESSION_ENDED);
        online = session("bob", false, issuedAt);
        assertThat(ask("alice", "sid", null)).isEqualTo(State.SESSION_ENDED);

        offline = session("alice", true, issuedAt);
        idleSeconds = 60;
        assertThat(ask("alice", "sid", null)).isEqualTo(State.GOOD);
    }

    @Test
    void unknown_or_disabled_client_is_gone() {
        assertThat(ask("alice", null, "nothing")).isEqualTo(State.CLIENT_GONE);

        clientEnabled = false;
        assertThat(ask("alice", null, "webapp")).isEqualTo(State.CLIENT_GONE);
    }

    @Test
    void each_not_before_ends_what_is_older() {
        realmNotBefore = issuedAt + 1;
        assertThat(ask("alice", null, "webapp")).isEqualTo(State.NOT_BEFORE);

        realmNotBefore = 0;
        userNotBefore = issuedAt + 1;
        assertThat(ask("alice", null, "webapp")).isEqualTo(State.NOT_BEFORE);

        userNotBefore = 0;
        clientNotBefore = issuedAt + 1;
        assertThat(ask("alice", null, "webapp")).isEqualTo(State.NOT_BEFORE);

        clientNotBefore = issuedAt;
        assertThat(ask("alice", null, "webapp")).isEqualTo(State.GOOD);
    }

    @Test
    void online_or_offline_session_keeps_it_alive() {
        assertThat(ask("alice", "sid", null)).isEqualTo(State.SESSION_ENDED);

        online = session("alice", false, issuedAt);
        assertThat(ask("alice", "sid", null)).isEqualTo(State.GOOD);

        online = null;
        offline = session("alice", true, issuedAt);
        assertThat(ask("alice", "sid", null)).isEqualTo(State.GOOD);
    }

    @Test
    void session_of_which_the_client_is_no_part_any_more_does_not_count() {
        online = session("alice", false, issuedAt - 60);
        assertThat(ask("alice", "sid", "webapp")).isEqualTo(State.SESSION_ENDED);

        signedIn = clientSession(issuedAt + 1);
        assertThat(ask("alice", "sid", "webapp")).isEqualTo(State.GOOD);
        signedIn = clientSession(issuedAt + 2);
        assertThat(ask("alice", "sid", "webapp")).isEqualTo(State.SESSION_ENDED);

        clientSession = false;
        assertThat(ask("alice", "sid", "webapp")).isEqualTo(State.GOOD);
    }

    @Test
    void session_of_another_user_does_not_count() {
        online = session("bob", false, issuedAt);

        assertThat(ask("alice", "sid", null)).isEqualTo(State.SESSION_ENDED);
    }

    @Test
    void session_that_began_after_the_token_does_not_count() {
        online = session("alice", false, issuedAt + 1);
        assertThat(ask("alice", "sid", null)).isEqualTo(State.GOOD);

        online = session("alice", false, issuedAt + 2);
        assertThat(ask("alice", "sid", null)).isEqualTo(State.SESSION_ENDED);
    }

    @Test
    void idle_session_does_not_count() {
        online = session("alice", false, issuedAt - 10_000);
        idleSeconds = 60;

        assertThat(ask("alice", "sid", null)).isEqualTo(State.SESSION_ENDED);
    }

    @Test
    void user_of_another_realm_is_looked_for_there_while_that_realm_is_enabled() {
        assertThat(askOther("other")).isEqualTo(State.GOOD);
        assertThat(askOther("deleted")).isEqualTo(State.USER_GONE);
        otherRealmEnabled = false;

        assertThat(askOther("other")).isEqualTo(State.USER_GONE);
    }

    private State askOther(String realmId) {
        Instant issued = Instant.ofEpochSecond(issuedAt);
        return new RealmSessionsUserStates(session())
                .state(new Question("alice", null, "webapp", true, issued, false, true, realmId));
    }

    private State ask(String user, @Nullable String session, @Nullable String client) {
        return new RealmSessionsUserStates(session())
                .state(new Question(
                        user, session, client, clientSession, Instant.ofEpochSecond(issuedAt), serviceAccounts, full));
    }

    private KeycloakSession session() {
        RealmModel realm = realm();
        UserModel alice = user("alice");
        UserProvider users = Stub.of(
                UserProvider.class,
                Map.<String, Function<List<Object>, @Nullable Object>>of(
                        "getUserById", arguments -> "alice".equals(arguments.get(1)) ? alice : null,
                        "getNotBeforeOfUser", arguments -> userNotBefore));
        UserSessionProvider sessions = Stub.of(
                UserSessionProvider.class,
                Map.<String, Function<List<Object>, @Nullable Object>>of(
                        "getUserSession", arguments -> "sid".equals(arguments.get(1)) ? online : null,
                        "getOfflineUserSession", arguments -> "sid".equals(arguments.get(1)) ? offline : null));
        RealmProvider realms = Stub.of(
                RealmProvider.class,
                Map.<String, Function<List<Object>, @Nullable Object>>of(
                        "getRealm", arguments -> "other".equals(arguments.get(0)) ? realm : null));
        KeycloakContext context = Stub.of(KeycloakContext.class, Map.of("getRealm", arguments -> realm));
        return Stub.of(
                KeycloakSession.class,
                Map.of(
                        "getContext", arguments -> context,
                        "realms", arguments -> realms,
                        "users", arguments -> users,
                        "sessions", arguments -> sessions));
    }

    private RealmModel realm() {
        ClientModel webapp = Stub.of(
                ClientModel.class,
                Map.<String, Function<List<Object>, @Nullable Object>>of(
                        "getId", arguments -> "id-of-webapp",
                        "isEnabled", arguments -> clientEnabled,
                        "getNotBefore", arguments -> clientNotBefore));
        Map<String, Function<List<Object>, @Nullable Object>> answers = new HashMap<>();
        answers.put("isEnabled", arguments -> otherRealmEnabled);
        answers.put("getNotBefore", arguments -> realmNotBefore);
        answers.put("getClientByClientId", arguments -> "webapp".equals(arguments.get(0)) ? webapp : null);
        answers.put("getSsoSessionIdleTimeout", arguments -> idleSeconds);
        answers.put("getSsoSessionMaxLifespan", arguments -> 36_000);
        answers.put("getSsoSessionIdleTimeoutRememberMe", arguments -> 0);
        answers.put("getSsoSessionMaxLifespanRememberMe", arguments -> 0);
        answers.put("getOfflineSessionIdleTimeout", arguments -> 36_000);
        answers.put("isOfflineSessionMaxLifespanEnabled", arguments -> false);
        return Stub.of(RealmModel.class, answers);
    }

    private UserModel user(String id) {
        return Stub.of(
                UserModel.class,
                Map.<String, Function<List<Object>, @Nullable Object>>of(
                        "getId", arguments -> id,
                        "isEnabled", arguments -> userEnabled,
                        "getServiceAccountClientLink", arguments -> serviceAccountOf));
    }

    private UserSessionModel session(String user, boolean offlineSession, int started) {
        UserModel owner = user(user);
        Map<String, Function<List<Object>, @Nullable Object>> answers = new HashMap<>();
        answers.put("isRememberMe", arguments -> false);
        answers.put("getNote", arguments -> null);
        answers.put("isOffline", arguments -> offlineSession);
        answers.put("getStarted", arguments -> started);
        answers.put("getLastSessionRefresh", arguments -> started);
        answers.put("getUser", arguments -> owner);
        answers.put("getId", arguments -> "sid");
        answers.put(
                "getAuthenticatedClientSessionByClient",
                arguments -> "id-of-webapp".equals(arguments.get(0)) ? signedIn : null);
        return Stub.of(UserSessionModel.class, answers);
    }

    private static AuthenticatedClientSessionModel clientSession(int started) {
        return Stub.of(AuthenticatedClientSessionModel.class, Map.of("getStarted", arguments -> started));
    }
}
