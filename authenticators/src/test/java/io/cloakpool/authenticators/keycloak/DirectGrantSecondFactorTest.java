package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;

class DirectGrantSecondFactorTest {
    private final Set<String> types = new HashSet<>(Set.of("password"));
    private final List<String> calls = new ArrayList<>();
    private final List<AuthenticationExecutionModel> steps = new ArrayList<>();

    private final SubjectCredentialManager credentials = Stubs.of(
            SubjectCredentialManager.class,
            Map.of(
                    "isConfiguredFor",
                    type -> types.contains(type.get(0)),
                    "getStoredCredentialsByTypeStream",
                    type -> types.contains(type.get(0)) ? Stream.of(new CredentialModel()) : Stream.empty()));
    private final UserModel user =
            Stubs.of(UserModel.class, Map.of("getId", none -> "ann", "credentialManager", none -> credentials));
    private final RealmModel realm = Stubs.of(
            RealmModel.class,
            Map.of("getBrowserFlow", none -> flow(), "getAuthenticationExecutionsStream", none -> steps.stream()));
    private final KeycloakSessionFactory factory = Stubs.of(KeycloakSessionFactory.class, Map.of());
    private final KeycloakSession session =
            Stubs.of(KeycloakSession.class, Map.of("getKeycloakSessionFactory", none -> factory));
    private final AuthenticationFlowContext context = Stubs.of(
            AuthenticationFlowContext.class,
            Map.of("getUser", none -> user, "getRealm", none -> realm, "getEvent", none -> event(), "success", none -> {
                calls.add("success");
                return null;
            }));

    @BeforeAll
    static void headers() {
        HeadersAsText.use();
    }

    private static AuthenticationFlowModel flow() {
        AuthenticationFlowModel flow = new AuthenticationFlowModel();
        flow.setId("browser");
        return flow;
    }

    private EventBuilder event() {
        return new EventBuilder(realm, session) {
            @Override
            public void error(String error) {
                calls.add(error);
            }
        };
    }

    /** The answer is written then, which takes Jakarta REST. */
    private void assertRefused() {
        assertThatThrownBy(() -> new DirectGrantSecondFactor().authenticate(context))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(calls).containsExactly("access_denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"otp", "webauthn", "cloakpool-email-code", "cloakpool-sms-code", "recovery-authn-codes"})
    void a_password_alone_is_no_grant_for_whoever_has_more(String type) {
        types.add(type);

        assertRefused();
    }

    @Test
    void nor_for_anybody_where_the_realm_demands_a_second_factor() {
        AuthenticationExecutionModel step = new AuthenticationExecutionModel();
        step.setAuthenticator(SecondFactorChoice.ID);
        step.setRequirement(AuthenticationExecutionModel.Requirement.REQUIRED);
        steps.add(step);

        assertRefused();
    }

    @Test
    void it_is_for_all_others() {
        new DirectGrantSecondFactor().authenticate(context);

        assertThat(calls).containsExactly("success");
    }
}
