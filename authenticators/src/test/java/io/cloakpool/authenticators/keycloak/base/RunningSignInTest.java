package io.cloakpool.authenticators.keycloak.base;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.authenticators.keycloak.Stubs;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel.Action;

class RunningSignInTest {
    private @Nullable AuthenticationSessionModel inContext;

    private final KeycloakContext context =
            Stubs.of(KeycloakContext.class, Map.of("getAuthenticationSession", none -> inContext));
    private final KeycloakSession session = Stubs.of(KeycloakSession.class, Map.of("getContext", none -> context));

    /** Whatever a person goes through next. */
    @ParameterizedTest
    @EnumSource
    void a_session_with_something_to_do_is_a_sign_in(Action action) {
        inContext = Stubs.of(AuthenticationSessionModel.class, Map.of("getAction", none -> action.name()));

        assertThat(RunningSignIn.of(session)).containsSame(inContext);
    }

    @Test
    void one_that_stands_in_for_the_session_of_a_token_is_none() {
        inContext = Stubs.of(AuthenticationSessionModel.class, Map.of("getAction", none -> null));

        assertThat(RunningSignIn.of(session)).isEmpty();
    }

    @Test
    void neither_is_a_request_without_one() {
        assertThat(RunningSignIn.of(session)).isEmpty();
    }
}
