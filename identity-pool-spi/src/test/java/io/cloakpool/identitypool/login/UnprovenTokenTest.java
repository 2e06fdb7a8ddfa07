package io.cloakpool.identitypool.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnprovenTokenTest {
    @Test
    void issuer_audiences_and_subject_are_read() {
        assertThat(UnprovenToken.read(jwt("{\"iss\":\"i\",\"sub\":\"s\",\"aud\":\"a\",\"more\":{\"x\":[1]}}")))
                .contains(new UnprovenToken("i", Set.of("a"), null, "s"));
        assertThat(UnprovenToken.read(jwt("{\"iss\":\"i\",\"sub\":\"s\",\"aud\":[\"a\",\"b\"]}")))
                .contains(new UnprovenToken("i", Set.of("a", "b"), null, "s"));
    }

    @Test
    void client_is_read_where_it_is_said() {
        assertThat(UnprovenToken.read(jwt("{\"iss\":\"i\",\"sub\":\"s\",\"aud\":[\"a\",\"b\"],\"azp\":\"b\"}")))
                .contains(new UnprovenToken("i", Set.of("a", "b"), "b", "s"));
    }

    @Test
    void subject_that_nobody_could_have_is_none() {
        assertThat(UnprovenToken.read(jwt("{\"iss\":\"i\",\"sub\":\"" + "s".repeat(256) + "\",\"aud\":\"a\"}")))
                .isEmpty();
        assertThat(UnprovenToken.read(jwt("{\"iss\":\"i\",\"sub\":\"a\\u0000\",\"aud\":\"a\"}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sub\":\"s\",\"aud\":\"a\"}",
                "{\"iss\":\"i\",\"aud\":\"a\"}",
                "{\"iss\":\"i\",\"sub\":\"s\"}",
                "{\"iss\":1,\"sub\":\"s\",\"aud\":\"a\"}",
                "{\"iss\":\"i\",\"sub\":[\"s\"],\"aud\":\"a\"}",
                "{\"iss\":\"i\",\"sub\":\"s\",\"aud\":{}}",
                "{\"iss\":\"i\",\"sub\":\"s\",\"aud\":[\"a\",{}]}",
                "{\"iss\":\"i\",\"iss\":\"j\",\"sub\":\"s\",\"aud\":\"a\"}",
                "{\"iss\":\"i\",\"sub\":\"s\",\"aud\":\"a\"} {}",
                "[]",
                "\"text\"",
                "{",
                ""
            })
    void what_says_less_is_none(String payload) {
        assertThat(UnprovenToken.read(jwt(payload))).isEmpty();
    }

    @Test
    void what_is_no_jwt_is_none() {
        String good = jwt("{\"iss\":\"i\",\"sub\":\"s\",\"aud\":\"a\"}");

        for (String token : new String[] {
            "", "x", "a.b", good + ".d", "a.!.c", "a." + "W".repeat(50_000) + ".c", jwt("[".repeat(40) + "]".repeat(40))
        }) {
            assertThat(UnprovenToken.read(token)).as(token).isEmpty();
        }
    }

    private static String jwt(String payload) {
        return "header."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8))
                + ".signature";
    }
}
