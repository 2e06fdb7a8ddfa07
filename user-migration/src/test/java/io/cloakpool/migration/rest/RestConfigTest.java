package io.cloakpool.migration.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.migration.spi.SourceOptions;
import io.cloakpool.migration.spi.UnusableOptionException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RestConfigTest {
    private static final String SECRET = "0123456789abcdef";

    @Test
    void address_and_secret_are_all_that_is_needed() throws UnusableOptionException {
        RestConfig config = read(Map.of());

        assertThat(config.uri()).hasToString("https://old.example/api");
        assertThat(config.auth()).isEqualTo(RestConfig.Auth.BEARER);
        assertThat(config.countsUsers()).isFalse();
        assertThat(config.toString()).doesNotContain(SECRET);
    }

    @Test
    void it_may_be_asked_how_many_users_it_has() throws UnusableOptionException {
        assertThat(read(Map.of("countsUsers", "true")).countsUsers()).isTrue();
        assertThat(read(Map.of("countsUsers", "false")).countsUsers()).isFalse();
    }

    @Test
    void a_secret_may_be_in_the_vault() throws UnusableOptionException {
        assertThat(read(Map.of("secret", "${vault.x}")).secret()).isEqualTo("${vault.x}");
    }

    @ParameterizedTest
    @CsvSource({
        "uri, ''",
        "uri, old.example",
        "uri, http://old.example/api",
        "uri, http://127.0.0.1.example/api",
        "uri, https://user@old.example/api",
        "uri, https://old.example/api?x=1",
        "uri, https://old.example/api#x",
        "uri, ftp://old.example/api",
        "uri, 'https://old example'",
        "auth, basic",
        "secret, ''",
        "secret, tooshort",
        "secret, **********",
        "secret, '0123456789abcdef 0123'",
        "secret, 0123456789abcdefü",
        "countsUsers, yes"
    })
    void what_cannot_be_used_is_refused_by_its_key_and_not_repeated(String key, String value) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(UnusableOptionException.class)
                .hasMessageStartingWith(key + " ")
                .satisfies(refused -> assertThat(value.isEmpty()
                                || !String.valueOf(refused.getMessage()).contains(value))
                        .isTrue());
    }

    @Test
    void this_host_may_be_asked_without_tls() throws UnusableOptionException {
        for (String host : List.of("127.0.0.1:8090", "localhost", "[::1]:1")) {
            assertThat(read(Map.of("uri", "http://" + host + "/api/")).uri()).hasToString("http://" + host + "/api");
        }
    }

    private static RestConfig read(Map<String, String> options) throws UnusableOptionException {
        Map<String, String> all = new HashMap<>(Map.of("uri", "https://old.example/api/", "secret", SECRET));
        all.putAll(options);
        return RestConfig.from(new SourceOptions(key -> all.containsKey(key) ? List.of(all.get(key)) : List.of()));
    }
}
