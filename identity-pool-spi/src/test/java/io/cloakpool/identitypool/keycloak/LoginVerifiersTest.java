package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.Stub;
import io.cloakpool.identitypool.login.ProviderFacts;
import io.cloakpool.identitypool.spi.LoginVerifier;
import io.cloakpool.identitypool.spi.LoginVerifierFactory;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.provider.Spi;

final class LoginVerifiersTest {
    private final FakeServer server = new FakeServer();
    private final LoginVerifiers verifiers = new LoginVerifiers(server.session(), new RefusalThrottle(new FakeClock()));

    @Test
    void verifier_is_found_by_id_and_by_key() {
        install("chat", "chat.example");
        install("games", "games.example");

        assertThat(verifiers.find("chat"))
                .contains(new ProviderFacts("verifier:chat", List.of("chat.example"), true, Set.of(), Set.of()));
        assertThat(verifiers.withKey("games.example")).contains("games");
        assertThat(verifiers.find("chat.example")).isEmpty();
        assertThat(verifiers.withKey("chat")).isEmpty();
    }

    @Test
    void verifiers_with_one_key_are_as_if_there_were_none() {
        install("chat", "chat.example");
        install("imposter", "chat.example");

        assertThat(verifiers.find("chat")).isEmpty();
        assertThat(verifiers.find("imposter")).isEmpty();
        assertThat(verifiers.withKey("chat.example")).isEmpty();
    }

    @Test
    void key_that_cannot_be_one_is_not_found() {
        install("chat", "chat example");

        assertThat(verifiers.find("chat")).isEmpty();
    }

    @Test
    void verifier_of_the_session_is_asked_and_its_errors_are_left_as_they_are() {
        VerifiedLogin login = new VerifiedLogin("p", "u", Map.of(), "c", null, Instant.EPOCH, Instant.EPOCH);
        provide(arguments -> arguments.equals(List.of("p", "token", Set.of("c"))) ? login : null);
        assertThat(verifiers.verify("chat", "p", "token", Set.of("c"))).isSameAs(login);

        for (RuntimeException error :
                List.of(new Refused(Reason.LOGIN_INVALID, "no"), new IllegalStateException("broken"))) {
            provide(arguments -> {
                throw error;
            });
            assertThatThrownBy(() -> verifiers.verify("chat", "p", "token", Set.of("c")))
                    .isSameAs(error);
        }
    }

    @Test
    void kind_of_provider_is_known_to_keycloak() {
        assertThat(ServiceLoader.load(Spi.class))
                .filteredOn(spi -> spi.getProviderClass().equals(LoginVerifier.class))
                .singleElement()
                .satisfies(spi -> {
                    assertThat(spi.getName()).isEqualTo("cloakpool-login-verifier");
                    assertThat(spi.getProviderFactoryClass()).isEqualTo(LoginVerifierFactory.class);
                    assertThat(spi.isInternal()).isFalse();
                });
    }

    private void install(String id, String key) {
        server.list(
                Stub.of(LoginVerifierFactory.class, Map.of("getId", arguments -> id, "loginsKey", arguments -> key)));
    }

    private void provide(Function<List<Object>, @Nullable Object> answer) {
        server.provide(LoginVerifier.class, Stub.of(LoginVerifier.class, Map.of("verify", answer)));
    }
}
