package io.cloakpool.identitypool.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PoolConfigTest {
    private static final PoolSettings FULL = new PoolSettings(
            "demo pool",
            true,
            GuestProof.REQUIRED,
            Duration.ofDays(2),
            true,
            "login.example",
            Set.of("backend", "other"),
            "user",
            "guest",
            List.of("second", "first"),
            Duration.ofMinutes(20),
            true,
            true,
            Map.of("team", "blue", "empty", ""));

    @Test
    void settings_survive_being_written_and_read() {
        assertThat(PoolConfig.settings("demo pool", Source.of(PoolConfig.config(FULL))))
                .isEqualTo(FULL);
    }

    @Test
    void empty_configuration_is_safe() {
        PoolSettings settings = PoolConfig.settings("demo", Source.of(Map.of()));

        assertThat(settings.allowGuests()).isFalse();
        assertThat(settings.allowClassicFlow()).isFalse();
        assertThat(settings.serviceAccounts()).isFalse();
        assertThat(settings.authenticatedRole()).isNull();
        assertThat(settings.unauthenticatedRole()).isNull();
        assertThat(settings.developerClients()).isEmpty();
        assertThat(settings.credentialLifetime()).isEqualTo(CredentialLimits.DEFAULT_LIFETIME);
        assertThat(settings.guestLifetime()).isEqualTo(Duration.ofDays(30));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "allowGuests; yes",
                "guestProof; NONE",
                "guestLifetime; 86399",
                "guestLifetime; 31536001",
                "credentialLifetime; 899",
                "credentialLifetime; 43201",
                "credentialLifetime; 1h",
                "credentialLifetime; 99999999999999999999",
                "authenticatedRole; a b",
                "unauthenticatedRole; a/b",
                "developerProviderName; a b",
                "developerClients; a b",
                "requestableRoles; a",
                "requestableRoles; {\"a\":1}",
                "requestableRoles; [1]",
                "requestableRoles; [\"a\",\"a\"]",
                "requestableRoles; [\"a\"] x",
                "tags; []",
                "tags; {\"a\":1}",
                "tags; {\"a\":\"1\",\"a\":\"2\"}",
                "tags; {\"a\":[[[[[[[[[[1]]]]]]]]]]}"
            })
    void bad_value_is_refused_naming_kind_component_and_key(String key, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PoolConfig.settings("demo", Source.of(Map.of(key, List.of(value)))))
                .withMessageStartingWith("identity pool \"demo\": " + key + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"86400", "31536000"})
    void limits_of_the_guest_lifetime_are_inclusive(String seconds) {
        assertThat(PoolConfig.settings("demo", Source.of(Map.of("guestLifetime", List.of(seconds))))
                        .guestLifetime())
                .hasSeconds(Long.parseLong(seconds));
    }

    @Test
    void single_valued_key_with_two_values_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> PoolConfig.settings("demo", Source.of(Map.of("authenticatedRole", List.of("a", "b")))))
                .withMessageContaining("takes one value, but has 2");
    }

    @Test
    void too_many_clients_roles_or_tags_are_refused() {
        List<String> many = IntStream.range(0, 51).mapToObj(i -> "n" + i).toList();
        String roles = "[\"" + String.join("\",\"", many) + "\"]";
        String tags = "{\"" + String.join("\":\"\",\"", many) + "\":\"\"}";

        for (Map<String, List<String>> config : List.of(
                Map.of("developerClients", many),
                Map.of("requestableRoles", List.of(roles)),
                Map.of("tags", List.of(tags)))) {
            assertThatIllegalArgumentException().isThrownBy(() -> PoolConfig.settings("demo", Source.of(config)));
        }
    }

    @Test
    void overlong_json_is_refused_before_it_is_parsed() {
        String json = "[" + " ".repeat(ConfigLimits.JSON_CHARACTERS) + "]";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PoolConfig.settings("demo", Source.of(Map.of("requestableRoles", List.of(json)))))
                .withMessageContaining("is longer than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "x{0}"})
    void bad_name_is_refused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PoolConfig.settings(name, Source.of(Map.of())))
                .withMessageContaining(": name must match");
    }

    @Test
    void message_shows_no_control_characters_of_a_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PoolConfig.settings("a\u0007\nb", Source.of(Map.of())))
                .withMessageStartingWith("identity pool \"a??b\"");
    }

    @Test
    void pool_without_guest_secret_is_refused() {
        PoolId id =
                PoolId.parse("us-east-1:00000000-0000-0000-0000-000000000001").orElseThrow();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PoolConfig.pool(id, "demo", Source.of(Map.of()), List.of()))
                .withMessageContaining("guestSecret is missing");
    }

    @Test
    void guest_secret_is_read_as_bytes() {
        byte[] secret = new byte[32];
        secret[0] = -1;
        Source source =
                Source.of(Map.of("guestSecret", List.of(Base64.getEncoder().encodeToString(secret))));

        assertThat(PoolConfig.guestSecret("demo", source)).contains(new Secret(secret));
        assertThat(PoolConfig.lacksGuestSecret(source)).isFalse();
        assertThat(PoolConfig.lacksGuestSecret(Source.of(Map.of("guestSecret", List.of(" ")))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"**********, is the mask of a secret", "AAAA, must be 32 bytes", "not base64!, is not base64"})
    void masked_or_malformed_guest_secret_is_refused(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PoolConfig.guestSecret("demo", Source.of(Map.of("guestSecret", List.of(text)))))
                .withMessageContaining("guestSecret " + message);
    }
}
