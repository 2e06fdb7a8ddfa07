package io.cloakpool.migration.keycloak;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.migration.spi.SourceOptions;
import io.cloakpool.migration.spi.UnusableOptionException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.Config;

/** A session's token of the server's own credentials goes along with each request. */
final class CognitoSourceFactoryTest {
    private static final Map<String, String> OPTIONS =
            Map.of("userPoolId", "eu-west-1_Ab1Cd2Ef3", "clientId", "1example23456789", "credentials", "server");

    @Test
    void the_servers_credentials_go_to_aws_or_to_where_whoever_runs_the_server_says() {
        CognitoSourceFactory open = lending((String[]) null);
        assertThatCode(() -> open.judge(options("https://cognito-idp.eu-west-1.amazonaws.com")))
                .doesNotThrowAnyException();
        assertThatCode(() -> open.judge(options(""))).doesNotThrowAnyException();
        assertThatThrownBy(() -> open.judge(options("https://evil.example")))
                .isInstanceOf(UnusableOptionException.class)
                .hasMessageStartingWith("endpoint ");
        assertThatThrownBy(() -> open.judge(options("https://cognito-idp.us-east-1.amazonaws.com")))
                .isInstanceOf(UnusableOptionException.class);

        CognitoSourceFactory listing = lending("cognito.example");
        assertThatCode(() -> listing.judge(options("https://cognito.example"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> listing.judge(options("https://evil.example")))
                .isInstanceOf(UnusableOptionException.class);
    }

    @Test
    void nor_are_they_lent_at_all_unless_it_is_said() {
        assertThatThrownBy(() -> new CognitoSourceFactory().judge(options("")))
                .isInstanceOf(UnusableOptionException.class)
                .hasMessageStartingWith("credentials ");
    }

    private static CognitoSourceFactory lending(String @Nullable ... hosts) {
        CognitoSourceFactory factory = new CognitoSourceFactory();
        factory.init((Config.Scope) Proxy.newProxyInstance(
                CognitoSourceFactoryTest.class.getClassLoader(),
                new Class<?>[] {Config.Scope.class},
                (self, method, arguments) -> method.getName().equals("getArray") ? hosts : true));
        return factory;
    }

    private static SourceOptions options(String endpoint) {
        Map<String, String> all = new HashMap<>(OPTIONS);
        all.put("endpoint", endpoint);
        return new SourceOptions(key -> all.containsKey(key) ? List.of(all.get(key)) : List.of());
    }
}
