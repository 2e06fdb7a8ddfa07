package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

class RememberDeviceTest {
    private final List<String> calls = new ArrayList<>();
    private String credentials = "[\"password\"]";

    private final RealmModel realm = Stubs.of(
            RealmModel.class, Map.of("getAttribute", name -> "cloakpool.devices".equals(name.get(0)) ? "ask" : null));
    private final HttpRequest request = Stubs.of(
            HttpRequest.class,
            Map.of(
                    "getDecodedFormParameters",
                    none -> new MultivaluedHashMap<>(Map.of("remember", "true", "device", "Mine")),
                    "getHttpHeaders",
                    none -> Stubs.of(HttpHeaders.class, Map.of())));
    private final KeycloakContext keycloak =
            Stubs.of(KeycloakContext.class, Map.of("getRealm", none -> realm, "getHttpRequest", none -> request));
    private final KeycloakSession session = Stubs.of(KeycloakSession.class, Map.of("getContext", none -> keycloak));
    private final UserModel user = Stubs.of(UserModel.class, Map.of("credentialManager", none -> {
        calls.add("credentials");
        throw new UnsupportedOperationException();
    }));
    private final AuthenticationSessionModel signIn =
            Stubs.of(AuthenticationSessionModel.class, Map.of("getAuthNote", name -> credentials));
    private final AuthenticationFlowContext context = Stubs.of(
            AuthenticationFlowContext.class,
            Map.of(
                    "getSession", none -> session,
                    "getUser", none -> user,
                    "getHttpRequest", none -> request,
                    "getAuthenticationSession", none -> signIn,
                    "success",
                            none -> {
                                calls.add("success");
                                return null;
                            }));

    @Test
    void an_answer_without_a_second_factor_before_remembers_nothing() {
        new RememberDevice().action(context);

        assertThat(calls).containsExactly("success");
    }

    @Test
    void one_after_a_second_factor_does() {
        credentials = "[\"password\",\"otp\"]";

        assertThatThrownBy(() -> new RememberDevice().action(context))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(calls).containsExactly("credentials");
    }
}
