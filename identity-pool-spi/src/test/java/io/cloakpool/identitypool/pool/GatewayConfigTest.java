package io.cloakpool.identitypool.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GatewayConfigTest {
    private static final String SECRET = "0123456789abcdef";

    @Test
    void settings_survive_being_written_and_read() {
        GatewaySettings settings = new GatewaySettings(
                "s3",
                false,
                Gateway.Dialect.ENVOY,
                new Secret(SECRET.getBytes(StandardCharsets.US_ASCII)),
                List.of("a.example.com", "b.example.com"),
                Map.of("api.example.com", new Gateway.Api("orders", "prod")));

        assertThat(GatewayConfig.settings("s3", Source.of(GatewayConfig.config(settings))))
                .isEqualTo(settings);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "dialect; apache",
                "secret; short",
                "secret; **********",
                "secret; ${GATEWAY_SECRET}",
                "secret; has a space inside it",
                "s3BaseDomains; Example.com",
                "s3BaseDomains; -a.example",
                "apis; {\"a.example\":\"x\"}",
                "apis; {\"a.example\":{\"apiId\":\"x\"}}",
                "apis; {\"a.example\":{\"apiId\":\"x\",\"stage\":\"y\",\"z\":\"\"}}",
                "apis; {\"a.example\":{\"apiId\":\"x/y\",\"stage\":\"z\"}}",
                "apis; {\"A.example\":{\"apiId\":\"x\",\"stage\":\"z\"}}"
            })
    void bad_value_is_refused_naming_the_key(String key, String value) {
        Map<String, List<String>> config =
                new HashMap<>(Map.of("dialect", List.of("nginx"), "secret", List.of(SECRET)));
        config.put(key, List.of(value));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatewayConfig.settings("s3", Source.of(config)))
                .withMessageStartingWith("gateway \"s3\": " + key + " ");
    }

    @Test
    void dialect_and_secret_are_needed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatewayConfig.settings("s3", Source.of(Map.of("secret", List.of(SECRET)))))
                .withMessageContaining("dialect is needed: [nginx, traefik, caddy, envoy]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatewayConfig.settings("s3", Source.of(Map.of("dialect", List.of("nginx")))))
                .withMessageContaining("secret is needed");
    }

    @Test
    void name_of_a_vault_entry_may_stand_for_the_secret() {
        Source source = Source.of(Map.of("dialect", List.of("nginx"), "secret", List.of("${vault.gw}")));

        assertThat(GatewayConfig.settings("s3", source).secret()).isNotNull();
        assertThat(GatewayConfig.isVaultExpression("${vault.gw}")).isTrue();
        assertThat(GatewayConfig.isVaultExpression(SECRET)).isFalse();
        assertThat(GatewayConfig.isSecret("short")).isFalse();
    }

    @Test
    void upper_case_name_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatewayConfig.settings("S3", Source.of(Map.of())))
                .withMessageContaining("name must match");
    }
}
