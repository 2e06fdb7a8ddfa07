package io.cloakpool.migration.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakpool.migration.http.HttpExchange;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;

final class MigrationSourceFactoryTest {
    @Test
    void what_all_sources_share_is_around_the_options_of_one() {
        assertThat(new RestSourceFactory().getConfigProperties().stream().map(ProviderConfigProperty::getName))
                .containsExactly("mode", "uri", "auth", "secret", "countsUsers", "timeBudgetMillis", "groups", "roles");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://old.example", "*", "old.example/x"})
    void hosts_that_are_none_keep_the_server_from_starting(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RestSourceFactory().init(scope(text)))
                .withMessageStartingWith("outbound-hosts of storage cloakpool-migration: ");
    }

    @Test
    void a_host_that_is_not_listed_is_not_called() {
        RestSourceFactory factory = new RestSourceFactory();
        factory.init(scope("old.example"));

        HttpExchange.Result result = new KeycloakHttp(noSession(), factory.hosts())
                .send(
                        new HttpExchange.Request("GET", URI.create("http://169.254.169.254/x"), Map.of(), ""),
                        Duration.ofSeconds(1));

        assertThat(result)
                .isEqualTo(new HttpExchange.Failure(new Unavailable(
                        Unavailable.Fault.MISCONFIGURED, "it is not among the hosts that this server calls")));
    }

    /** Whoever asks it for an HTTP client fails. */
    private static KeycloakSession noSession() {
        return (KeycloakSession) Proxy.newProxyInstance(
                MigrationSourceFactoryTest.class.getClassLoader(),
                new Class<?>[] {KeycloakSession.class},
                (self, method, arguments) -> {
                    throw new AssertionError(method.getName());
                });
    }

    private static Config.Scope scope(String... hosts) {
        return (Config.Scope) Proxy.newProxyInstance(
                MigrationSourceFactoryTest.class.getClassLoader(),
                new Class<?>[] {Config.Scope.class},
                (self, method, arguments) -> method.getName().equals("getArray") ? hosts : null);
    }
}
