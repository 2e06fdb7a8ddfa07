package io.cloakpool.identitypool.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A back end passes on what its users typed: its tags are held to the same rules as those of claims. */
final class DeveloperRequestTest {
    static Stream<Map<String, String>> impossible() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 51; i++) {
            many.put("t" + i, "");
        }
        return Stream.of(
                Map.of("team", "*"),
                Map.of("team", "a?"),
                Map.of("team", "${aws:username}"),
                Map.of("team", "a\nb"),
                Map.of("team", "x".repeat(257)),
                Map.of("aws:team", "a"),
                Map.of("AWS:team", "a"),
                Map.of("te*m", "a"),
                Map.of("t".repeat(129), "a"),
                Map.of("team", "a", "Team", "b"),
                Map.of("a", "x".repeat(256), "b", "x".repeat(205)),
                many);
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void tags_that_a_session_cannot_have_are_refused(Map<String, String> tags) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> request(tags))
                .extracting(Refused::reason)
                .isEqualTo(Reason.INVALID_PARAMETER);
    }

    @Test
    void tags_that_a_session_can_have_are_kept() {
        Map<String, String> tags = Map.of("team", "Zoë +1=a@b.c/d-e_f:g", "empty", "", "b", "x".repeat(256));

        assertThat(request(tags).principalTags()).isEqualTo(tags);
    }

    private static DeveloperRequest request(Map<String, String> tags) {
        return new DeveloperRequest(
                TestData.POOL_ID, null, Map.of("login.app", "u-1"), tags, Duration.ofMinutes(15), null);
    }
}
