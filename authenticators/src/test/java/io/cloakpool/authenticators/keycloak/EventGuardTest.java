package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.common.ClientConnection;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakTransaction;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionProvider;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.tracing.TracingProvider;

class EventGuardTest {
    private final List<KeycloakTransaction> atCommit = new ArrayList<>();
    private Instant recovered = Instant.now();
    private @Nullable AuthenticationSessionModel signIn;
    private @Nullable UserSessionModel tokens;
    private UserSessionModel begun = Stubs.of(UserSessionModel.class, Map.of());
    private boolean broken;
    private int notBefore;
    private final List<Object> ended = new ArrayList<>();
    private final Map<@Nullable Object, @Nullable Object> notes = new HashMap<>();

    private final SubjectCredentialManager credentials = Stubs.of(
            SubjectCredentialManager.class, Map.of("getStoredCredentialsByTypeStream", type -> Stream.of(recovery())));
    private final UserModel user =
            Stubs.of(UserModel.class, Map.of("getId", none -> "user-1", "credentialManager", none -> credentials));
    private final UserProvider users = Stubs.of(
            UserProvider.class,
            Map.of(
                    "getUserById",
                    id -> {
                        if (broken) {
                            throw new UnsupportedOperationException("the database is away");
                        }
                        return user;
                    },
                    "getNotBeforeOfUser",
                    none -> notBefore));
    private final RealmModel realm = Stubs.of(RealmModel.class, Map.of());
    private final UserSessionProvider sessions = Stubs.of(
            UserSessionProvider.class,
            Map.of("getUserSession", none -> begun, "removeUserSession", one -> ended.add(one)));
    private final TracingProvider tracing =
            Stubs.of(TracingProvider.class, Map.of("getCurrentSpan", none -> Stubs.of(Span.class, Map.of())));
    private final KeycloakContext context = Stubs.of(
            KeycloakContext.class,
            Map.of(
                    "getRealm", none -> realm,
                    "getAuthenticationSession", none -> signIn,
                    "getUserSession", none -> tokens,
                    "getConnection", none -> Stubs.of(ClientConnection.class, Map.of())));
    private final KeycloakTransactionManager transactions =
            Stubs.of(KeycloakTransactionManager.class, Map.of("enlistPrepare", one -> {
                KeycloakTransaction transaction = (KeycloakTransaction) one.get(0);
                transaction.begin();
                atCommit.add(transaction);
                return null;
            }));
    /** Errors are told in a session of their own. */
    private final KeycloakSessionFactory factory =
            Stubs.of(KeycloakSessionFactory.class, Map.of("create", none -> own()));

    private final KeycloakSession session = Stubs.of(
            KeycloakSession.class,
            Map.of(
                    "getContext", none -> context,
                    "getTransactionManager", none -> transactions,
                    "users", none -> users,
                    "sessions", none -> sessions,
                    "getKeycloakSessionFactory", none -> factory,
                    "getProvider", type -> tracing));

    private KeycloakSession own() {
        return Stubs.of(
                KeycloakSession.class,
                Map.of(
                        "getContext", none -> Stubs.of(KeycloakContext.class, Map.of()),
                        "getTransactionManager", none -> Stubs.of(KeycloakTransactionManager.class, Map.of()),
                        "getKeycloakSessionFactory", none -> factory,
                        "realms", none -> Stubs.of(RealmProvider.class, Map.of("getRealm", id -> realm)),
                        "getProvider", type -> tracing));
    }

    private static final class TooEarly extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final class FactorMissing extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final class Over extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private CredentialModel recovery() {
        CredentialModel credential = new CredentialModel();
        credential.setCreatedDate(recovered.toEpochMilli());
        return credential;
    }

    private void happens(EventType type, Map<String, String> details) {
        Event event = new Event();
        event.setType(type);
        event.setUserId("user-1");
        event.setSessionId("session-1");
        event.setDetails(details);
        new EventGuard(session) {
            @Override
            RuntimeException tooEarly(@Nullable AuthenticationSessionModel whose) {
                return new TooEarly();
            }

            @Override
            RuntimeException factorMissing() {
                return new FactorMissing();
            }

            @Override
            RuntimeException noLink(@Nullable AuthenticationSessionModel whose) {
                return new FactorMissing();
            }

            @Override
            RuntimeException over(AuthenticationSessionModel whose) {
                return new Over();
            }
        }.onEvent(event);
    }

    private void commit() {
        atCommit.forEach(KeycloakTransaction::commit);
    }

    @ParameterizedTest
    @EnumSource(names = {"REMOVE_CREDENTIAL", "REMOVE_FEDERATED_IDENTITY", "UPDATE_EMAIL", "UPDATE_PROFILE"})
    void what_has_to_wait_after_a_recovery_is_not_committed(EventType type) {
        happens(type, Map.of(Details.UPDATED_EMAIL, "new@example.com"));

        assertThatThrownBy(this::commit).isInstanceOf(TooEarly.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"REMOVE_CREDENTIAL", "REMOVE_FEDERATED_IDENTITY", "UPDATE_EMAIL", "UPDATE_PROFILE"})
    void and_is_when_the_time_is_over(EventType type) {
        recovered = Instant.now().minus(Duration.ofHours(25));
        happens(type, Map.of(Details.UPDATED_EMAIL, "new@example.com"));

        assertThat(atCommit).hasSize(1);
        assertThatCode(this::commit).doesNotThrowAnyException();
    }

    @Test
    void a_profile_without_a_new_address_does_not_wait() {
        happens(EventType.UPDATE_PROFILE, Map.of(Details.UPDATED_FIRST_NAME, "Ann"));

        assertThat(atCommit).isEmpty();
    }

    /** A token that was exchanged is of no session: Keycloak makes one up for the request. */
    @ParameterizedTest
    @EnumSource(names = {"REMOVE_CREDENTIAL", "REMOVE_FEDERATED_IDENTITY", "UPDATE_EMAIL", "UPDATE_PROFILE"})
    void at_the_account_consoles_own_door_there_is_no_sign_in(EventType type) {
        signIn = Stubs.of(AuthenticationSessionModel.class, Map.of());
        happens(type, Map.of(Details.UPDATED_EMAIL, "new@example.com"));

        assertThatThrownBy(this::commit).isInstanceOf(TooEarly.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"REMOVE_CREDENTIAL", "REMOVE_FEDERATED_IDENTITY", "UPDATE_EMAIL", "UPDATE_PROFILE"})
    void there_a_token_of_a_session_without_the_second_factor_changes_none_of_it(EventType type) {
        recovered = Instant.now().minus(Duration.ofHours(25));
        tokens = sessionWhoseFactorWasSpared("true");
        happens(type, Map.of(Details.UPDATED_EMAIL, "new@example.com"));

        assertThatThrownBy(this::commit).isInstanceOf(FactorMissing.class);
    }

    @Test
    void and_that_of_one_with_it_does() {
        recovered = Instant.now().minus(Duration.ofHours(25));
        tokens = sessionWhoseFactorWasSpared("false");
        happens(EventType.REMOVE_CREDENTIAL, Map.of());

        assertThat(atCommit).hasSize(1);
        assertThatCode(this::commit).doesNotThrowAnyException();
    }

    @Test
    void an_app_links_nothing_in_a_session_without_the_second_factor() {
        begun = sessionWhoseFactorWasSpared("true");
        happens(EventType.CLIENT_INITIATED_ACCOUNT_LINKING, Map.of());

        assertThatThrownBy(this::commit).isInstanceOf(FactorMissing.class);
    }

    @Test
    void and_does_in_one_with_it() {
        begun = sessionWhoseFactorWasSpared("false");
        happens(EventType.CLIENT_INITIATED_ACCOUNT_LINKING, Map.of());

        assertThat(atCommit).hasSize(1);
        assertThatCode(this::commit).doesNotThrowAnyException();
    }

    private static UserSessionModel sessionWhoseFactorWasSpared(String note) {
        return Stubs.of(
                UserSessionModel.class,
                Map.of("getNote", name -> "cloakpool-factor-spared".equals(name.get(0)) ? note : null));
    }

    /** What a flow removes is not its user's wish, and what an administrator demands does not wait. */
    @Test
    void neither_does_what_a_sign_in_makes_of_the_account() {
        signIn = Stubs.of(AuthenticationSessionModel.class, Map.of("getAction", none -> "REQUIRED_ACTIONS"));
        happens(EventType.REMOVE_CREDENTIAL, Map.of());
        happens(EventType.UPDATE_EMAIL, Map.of(Details.UPDATED_EMAIL, "new@example.com"));

        assertThat(atCommit).isEmpty();
    }

    private AuthenticationSessionModel waitingForConsent() {
        return Stubs.of(
                AuthenticationSessionModel.class,
                Map.of(
                        "getAction", none -> "AUTHENTICATE",
                        "getClient", none -> Stubs.of(ClientModel.class, Map.of()),
                        "getAuthNote", name -> notes.get(name.get(0)),
                        "setAuthNote", note -> notes.put(note.get(0), note.get(1))));
    }

    @Test
    void a_sign_in_whose_user_was_signed_out_everywhere_meanwhile_makes_no_session() {
        AuthenticationSessionModel waiting = waitingForConsent();
        signIn = waiting;
        SignInEpoch.begin(session, waiting, user);
        notBefore = 1_000;

        happens(EventType.LOGIN, Map.of());

        assertThatThrownBy(this::commit).isInstanceOf(Over.class);
        assertThat(ended).hasSize(1);
    }

    @Test
    void any_other_one_does() {
        AuthenticationSessionModel waiting = waitingForConsent();
        signIn = waiting;
        SignInEpoch.begin(session, waiting, user);

        happens(EventType.LOGIN, Map.of());

        assertThat(atCommit).hasSize(1);
        assertThatCode(this::commit).doesNotThrowAnyException();
        assertThat(ended).isEmpty();
    }

    /** Keycloak writes a line into the log then, and goes on. */
    @Test
    void a_guard_that_cannot_look_lets_nothing_through() {
        broken = true;
        assertThatThrownBy(() -> happens(EventType.REMOVE_CREDENTIAL, Map.of()))
                .isInstanceOf(UnsupportedOperationException.class);

        assertThatIllegalStateException().isThrownBy(this::commit);
    }
}
