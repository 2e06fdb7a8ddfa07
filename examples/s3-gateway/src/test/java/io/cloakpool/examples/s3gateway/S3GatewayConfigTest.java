package io.cloakpool.examples.s3gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3GatewayConfigTest {
    private static final URI STORE = URI.create("http://127.0.0.1:1");
    private static final Map<String, String> GOOD =
            Map.of("GATEWAY_AUTHORIZE_URL", "https://kc.test/authorize/s3", "GATEWAY_SECRET", "the-secret");

    @ParameterizedTest
    @CsvSource({
        "ftp://a/b, http://s3, secret, http://o, authorizeUrl",
        "/authorize, http://s3, secret, http://o, authorizeUrl",
        "https://kc/a?b, http://s3, secret, http://o, authorizeUrl",
        "http://kc/a, http://s3, secret, http://o, authorizeUrl",
        "http://127.0.0.1.evil.test/a, http://s3, secret, http://o, authorizeUrl",
        "https://kc/a, http://s3/path, secret, http://o, s3Endpoint",
        "https://kc/a, http://s3, ' ', http://o, gatewaySecret",
        "https://kc/a, http://s3, secret, *, corsOrigins"
    })
    void a_bad_value_is_refused_by_name(String door, String store, String secret, String origin, String name) {
        assertThatThrownBy(() -> new S3GatewayConfig(
                        new InetSocketAddress(0), URI.create(door), secret, URI.create(store), Set.of(origin)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:8080/a", "http://localhost/a", "http://[::1]:8080/a", "https://kc.test/a"})
    void secrets_go_to_this_machine_or_over_tls(String door) {
        assertThat(new S3GatewayConfig(new InetSocketAddress(0), URI.create(door), "secret", STORE, Set.of())
                        .authorizeUrl())
                .hasToString(door);
    }

    @Test
    void the_secret_is_not_printed() {
        assertThat(S3GatewayMain.config(GOOD, STORE).toString()).doesNotContain("the-secret");
    }

    @Test
    void the_environment_is_read() {
        var env = new HashMap<>(GOOD);
        env.put("GATEWAY_LISTEN", "127.0.0.1:9123");
        env.put("GATEWAY_CORS_ORIGINS", "http://a.test, http://b.test");
        S3GatewayConfig config = S3GatewayMain.config(env, STORE);
        assertThat(config.listen()).isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9123));
        assertThat(config.corsOrigins()).containsExactlyInAnyOrder("http://a.test", "http://b.test");
        assertThat(config.s3Endpoint()).isEqualTo(STORE);
    }

    @ParameterizedTest
    @CsvSource({"GATEWAY_SECRET, ''", "GATEWAY_AUTHORIZE_URL, ''", "GATEWAY_LISTEN, 9000", "GATEWAY_LISTEN, a:b"})
    void a_missing_or_malformed_variable_is_refused_by_name(String name, String value) {
        var env = new HashMap<>(GOOD);
        env.put(name, value);
        assertThatThrownBy(() -> S3GatewayMain.config(env, STORE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name);
    }
}
