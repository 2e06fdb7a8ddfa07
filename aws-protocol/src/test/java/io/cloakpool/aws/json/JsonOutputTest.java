package io.cloakpool.aws.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.validation.StringRule;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonOutputTest {
    @Test
    void members_stand_in_the_order_in_which_they_were_put() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("z", "1");
        tags.put("a", "2");
        JsonOutput answer = JsonOutput.object()
                .put("IdentityPoolId", "us-east-1:1")
                .put("AllowUnauthenticatedIdentities", false)
                .put("Count", 7L)
                .putIfPresent("Absent", Optional.empty())
                .putIfPresent("Present", Optional.of("x"))
                .putStrings("Logins", List.of("a", "b"))
                .putObjects("Pools", List.of(JsonOutput.object().put("N", "1"), JsonOutput.object()))
                .putMap("Tags", tags)
                .put("Inner", JsonOutput.object().put("Deep", true));

        assertThat(text(answer))
                .isEqualTo("{\"IdentityPoolId\":\"us-east-1:1\",\"AllowUnauthenticatedIdentities\":false,\"Count\":7,"
                        + "\"Present\":\"x\",\"Logins\":[\"a\",\"b\"],\"Pools\":[{\"N\":\"1\"},{}],"
                        + "\"Tags\":{\"z\":\"1\",\"a\":\"2\"},\"Inner\":{\"Deep\":true}}");
    }

    @Test
    void an_empty_answer_is_an_empty_object() {
        assertThat(text(JsonOutput.object())).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z, 1767225600",
        "2026-01-01T00:00:00.5Z, 1767225600.5",
        "2026-01-01T00:00:00.123456789Z, 1767225600.123",
        "1970-01-01T00:00:00Z, 0",
        "2001-09-09T01:46:40Z, 1000000000",
    })
    void a_date_is_epoch_seconds_as_a_number(String date, String number) {
        assertThat(text(JsonOutput.object().put("Expiration", Instant.parse(date))))
                .isEqualTo("{\"Expiration\":" + number + "}");
    }

    @Test
    void an_error_names_its_type_and_escapes_its_message() {
        assertThat(new String(JsonOutput.error("NotAuthorizedException", "Identity \"a\"\n ä"), UTF_8))
                .isEqualTo("{\"__type\":\"NotAuthorizedException\",\"message\":\"Identity \\\"a\\\"\\n ä\"}");
    }

    @Test
    void text_that_is_no_unicode_still_gives_an_answer() {
        assertThat(text(JsonOutput.object().put("a", "x\ud800y"))).isEqualTo("{\"a\":\"x?y\"}");
    }

    @Test
    void an_answer_reads_back_as_it_was_put() {
        String value = "\u2028 </script> \t 😀 \u0001";

        assertThat(JsonInput.parse(JsonOutput.object().put("a", value).toBytes())
                        .requiredString("a", StringRule.length(0, 99)))
                .isEqualTo(value);
    }

    private static String text(JsonOutput output) {
        return new String(output.toBytes(), UTF_8);
    }
}
