package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakTransaction;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.sessions.AuthenticationSessionModel;

class IdentifierTest {
    private static final String NUMBER = "+491711234567";
    private static final String MASK = "+49********67";
    /** Where Keycloak's pages, its events and its counting of failures look. */
    private static final String SHOWN = "ATTEMPTED_USERNAME";

    private static final String CATEGORY = "otp";

    private final Map<String, String> notes = new HashMap<>();
    private final AtomicInteger counted = new AtomicInteger();
    private final UserModel ann = Stubs.of(UserModel.class, Map.of("getId", none -> "id-of-ann"));
    private final RealmModel realm = Stubs.of(RealmModel.class, Map.of("isBruteForceProtected", none -> true));
    /** Whom a step before has put into the flow. */
    private @Nullable UserModel known;

    private final AuthenticationSessionModel signIn = Stubs.of(
            AuthenticationSessionModel.class,
            Map.of(
                    "getAuthenticatedUser",
                    none -> known,
                    "getAuthNote",
                    name -> notes.get(String.valueOf(name.get(0))),
                    "removeAuthNote",
                    name -> notes.remove(String.valueOf(name.get(0))),
                    "setAuthNote",
                    note -> {
                        notes.put(String.valueOf(note.get(0)), String.valueOf(note.get(1)));
                        return null;
                    }));
    private final List<Object> asked = new ArrayList<>();
    private final List<KeycloakTransaction> beforeCommit = new ArrayList<>();
    private final UserProvider users = Stubs.of(UserProvider.class, Map.of("getUserByUsername", name -> {
        asked.add(String.valueOf(name.get(1)));
        return "ann".equals(name.get(1)) ? ann : null;
    }));
    private final KeycloakTransactionManager transactions = Stubs.of(
            KeycloakTransactionManager.class,
            Map.of("enlistPrepare", transaction -> beforeCommit.add((KeycloakTransaction) transaction.get(0))));
    private final BruteForceProtector protector =
            Stubs.of(BruteForceProtector.class, Map.of("failedLogin", none -> counted.incrementAndGet()));
    private final HttpRequest request = Stubs.of(HttpRequest.class, Map.of());
    private final KeycloakContext context =
            Stubs.of(KeycloakContext.class, Map.of("getRealm", none -> realm, "getHttpRequest", none -> request));
    private final KeycloakSession session = Stubs.of(
            KeycloakSession.class,
            Map.of(
                    "getContext",
                    none -> context,
                    "users",
                    none -> users,
                    "getProvider",
                    none -> protector,
                    "getTransactionManager",
                    none -> transactions));
    private final Identifier identifier = new Identifier(Stubs.of(
            AuthenticationFlowContext.class,
            Map.of(
                    "getSession",
                    none -> session,
                    "getRealm",
                    none -> realm,
                    "getAuthenticationSession",
                    none -> signIn)));

    @Test
    void pages_and_events_have_a_name_as_it_was_typed_and_of_a_number_its_mask() {
        identifier.keep("Ann");
        assertThat(notes).containsEntry(SHOWN, "Ann");

        identifier.keep(NUMBER);
        assertThat(notes).containsEntry(SHOWN, MASK);
        assertThat(identifier.typed()).contains(NUMBER);
        assertThat(identifier.canonical()).isEqualTo(NUMBER);
    }

    @Test
    void a_page_that_sends_back_the_mask_means_the_number() {
        identifier.keep(NUMBER);
        identifier.keep(MASK);
        assertThat(identifier.typed()).contains(NUMBER);

        identifier.keep("bob");
        identifier.keep(MASK);
        assertThat(identifier.typed()).as("nothing that was shown").contains(MASK);
    }

    @Test
    void a_failure_of_somebody_whom_keycloak_finds_is_left_to_keycloak() {
        identifier.keep("ann");
        identifier.failed(ann, CATEGORY);
        assertThat(counted).hasValue(0);

        identifier.keep(NUMBER);
        identifier.failed(ann, CATEGORY);
        assertThat(counted).hasValue(1);
    }

    /** Where Keycloak counts a failure it looks for whoever has what pages show for a name, also in other systems. */
    @Test
    void nobody_is_looked_for_by_the_mask_of_a_number_and_pages_have_it_all_the_same() {
        for (UserModel user : new UserModel[] {ann, null}) {
            identifier.keep(NUMBER);
            beforeCommit.clear();

            identifier.failed(user, CATEGORY);

            assertThat(asked).isEmpty();
            assertThat(notes).as("when Keycloak counts").doesNotContainKey(SHOWN);
            assertThat(beforeCommit).hasSize(1);
            beforeCommit.forEach(KeycloakTransaction::begin);
            beforeCommit.forEach(KeycloakTransaction::commit);
            assertThat(notes).containsEntry(SHOWN, MASK);
        }
        assertThat(counted).as("for the one whose number it is").hasValue(1);
    }

    @Test
    void a_name_is_what_keycloak_counts_by() {
        identifier.keep("bob");

        identifier.failed(null, CATEGORY);

        assertThat(notes).containsEntry(SHOWN, "bob");
        assertThat(counted).hasValue(0);
    }

    /** As for a first sign-in by another provider, which asks for nobody's name. */
    @Test
    void the_name_that_a_provider_says_is_one_that_keycloak_looks_for() {
        notes.put(SHOWN, "ann");

        identifier.failed(ann, CATEGORY);

        assertThat(counted).hasValue(0);
    }

    /** Else a failure would count twice. */
    @Test
    void a_failure_of_the_user_of_the_flow_is_left_to_keycloak_whatever_was_typed() {
        identifier.keep(NUMBER);
        known = ann;

        identifier.failed(ann, CATEGORY);

        assertThat(counted).hasValue(0);
        assertThat(notes).containsEntry(SHOWN, MASK);
    }
}
