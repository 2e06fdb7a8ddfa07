package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionProvider;
import org.keycloak.sessions.AuthenticationSessionModel;

class UnprovenAccountTest {
    private final List<String> done = new ArrayList<>();
    private final Map<String, Stubs.Answer> traits = new HashMap<>();

    private final RealmModel realm =
            Stubs.of(RealmModel.class, Map.of("getId", none -> "shop", "getName", none -> "shop"));
    private final SubjectCredentialManager credentials = Stubs.of(
            SubjectCredentialManager.class,
            Map.of(
                    "getStoredCredentialsStream",
                    none -> Stream.of("password", "otp").map(UnprovenAccountTest::credential),
                    "removeStoredCredentialById",
                    id -> done.add("removed " + id.get(0))));
    private final UserProvider users = Stubs.of(
            UserProvider.class,
            Map.of(
                    "getFederatedIdentitiesStream",
                    none -> Stream.of(new FederatedIdentityModel("google", "1", "stranger")),
                    "removeFederatedIdentity",
                    one -> done.add("unlinked " + one.get(2)),
                    "setNotBeforeForUser",
                    one -> note("signed out"),
                    "getNotBeforeOfUser",
                    none -> 1));
    private final UserSessionProvider sessions = Stubs.of(
            UserSessionProvider.class,
            Map.of(
                    "getOfflineUserSessionsStream",
                    none -> Stream.of(Stubs.of(UserSessionModel.class, Map.of())),
                    "removeOfflineUserSession",
                    one -> note("no offline session")));
    private final KeycloakSessionFactory factory = Stubs.of(KeycloakSessionFactory.class, Map.of());
    private final KeycloakContext keycloak = Stubs.of(KeycloakContext.class, Map.of("getRealm", none -> realm));
    private final KeycloakSession session = Stubs.of(
            KeycloakSession.class,
            Map.of(
                    "users", none -> users,
                    "sessions", none -> sessions,
                    "getContext", none -> keycloak,
                    "getKeycloakSessionFactory", none -> factory));
    private final AuthenticationSessionModel signIn = Stubs.of(
            AuthenticationSessionModel.class, Map.of("setAuthNote", note -> note("the sign-in that does it goes on")));
    private final AuthenticationFlowContext context = Stubs.of(
            AuthenticationFlowContext.class,
            Map.of(
                    "getSession", none -> session,
                    "getRealm", none -> realm,
                    "getAuthenticationSession", none -> signIn,
                    "getEvent", none -> event()));

    private @Nullable Object note(String what) {
        done.add(what);
        return null;
    }

    private EventBuilder event() {
        return new EventBuilder(realm, session) {
            @Override
            public EventBuilder clone() {
                return this;
            }

            @Override
            public void success() {
                done.add("told");
            }
        };
    }

    private static CredentialModel credential(String id) {
        CredentialModel credential = new CredentialModel();
        credential.setId(id);
        return credential;
    }

    @BeforeEach
    void somebody() {
        traits.put("getId", none -> "ann");
        traits.put("getUsername", none -> "ann");
        traits.put("credentialManager", none -> credentials);
        traits.put("getAttributes", none -> Map.of("phoneNumber", List.of("+1"), "locale", List.of("de")));
        traits.put("removeAttribute", name -> note("without " + name.get(0)));
        traits.put("getRequiredActionsStream", none -> Stream.of("UPDATE_EMAIL"));
        traits.put("removeRequiredAction", name -> note("need not " + name.get(0)));
        traits.put("setEmailVerified", value -> note("verified " + value.get(0)));
    }

    private UserModel user() {
        return Stubs.of(UserModel.class, traits);
    }

    @Test
    void whatever_opens_the_account_is_gone_when_the_owner_of_its_address_comes() {
        UnprovenAccount.strip(context, user());

        assertThat(done)
                .containsExactlyInAnyOrder(
                        "removed password",
                        "removed otp",
                        "unlinked google",
                        "signed out",
                        "no offline session",
                        "the sign-in that does it goes on",
                        "without phoneNumber",
                        "need not UPDATE_EMAIL",
                        "verified true",
                        "told");
    }

    @Test
    void an_account_of_the_realm_can_be_stripped() {
        assertThat(UnprovenAccount.isStrippable(user())).isTrue();
    }

    @Test
    void one_whose_password_lies_elsewhere_cannot() {
        traits.put("getId", none -> "f:ldap:ann");
        assertThat(UnprovenAccount.isStrippable(user())).isFalse();

        traits.put("getId", none -> "ann");
        traits.put("isFederated", none -> true);
        assertThat(UnprovenAccount.isStrippable(user())).isFalse();
    }

    @Test
    void nor_can_that_of_a_service() {
        traits.put("getServiceAccountClientLink", none -> "a-client");

        assertThat(UnprovenAccount.isStrippable(user())).isFalse();
    }

    @Test
    void no_right_to_administer_changes_hands() {
        ClientModel management = Stubs.of(ClientModel.class, Map.of("getClientId", none -> "realm-management"));
        RoleModel right = Stubs.of(
                RoleModel.class,
                Map.of("getContainer", none -> management, "getName", none -> "manage-users", "getId", none -> "r"));
        traits.put("getRoleMappingsStream", none -> Stream.of(right));

        assertThat(UnprovenAccount.isStrippable(user())).isFalse();
    }
}
