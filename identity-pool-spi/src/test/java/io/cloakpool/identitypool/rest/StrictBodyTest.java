package io.cloakpool.identitypool.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StrictBodyTest {
    record Tree(@Nullable JsonNode any) {}

    record Inner(@Nullable String text) {}

    record Sample(
            @Nullable String text, @Nullable Integer number, @Nullable Boolean flag, @Nullable List<Inner> list) {}

    @Test
    void a_whole_object_is_read() {
        assertThat(read("{'text':'a','number':1,'flag':true,'list':[{'text':'b'}]}"))
                .isEqualTo(new Sample("a", 1, true, List.of(new Inner("b"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'tekst':'a'}|Unknown field tekst",
                "{'list':[{'x':1}]}|Unknown field list.0.x",
                "{'text':'a','text':'b'}|The body is not JSON",
                "{'text':1}|The value of text is not valid",
                "{'text':true}|The value of text is not valid",
                "{'number':'1'}|The value of number is not valid",
                "{'number':1.5}|The value of number is not valid",
                "{'number':99999999999}|The value of number is not valid",
                "{'flag':'true'}|The value of flag is not valid",
                "{'flag':1}|The value of flag is not valid",
                "{'text':'a'} {}|The body is not a JSON object",
                "[]|The body is not a JSON object",
                "null|The body is not a JSON object",
                "{'text'|The body is not JSON",
            })
    void everything_else_is_refused_by_the_name_of_the_field(String body, String message) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.INVALID_PARAMETER))
                .hasMessage(message);
    }

    @Test
    void deep_nesting_is_refused() {
        assertThatThrownBy(() -> read("{'list':" + "[".repeat(40))).isInstanceOf(Refused.class);
    }

    @Test
    @Tag("fuzz")
    void many_names_with_one_hash_are_read_like_others() {
        // Pairs that collide in Jackson's hash, then pairs that collide in Java's.
        for (List<String> pair : List.of(List.of("Ab", "BA"), List.of("Aa", "BB"))) {
            String names = IntStream.range(0, 1 << 14)
                    .mapToObj(i -> IntStream.range(0, 14)
                            .mapToObj(bit -> pair.get(i >> bit & 1))
                            .collect(Collectors.joining("", "'", "':0")))
                    .collect(Collectors.joining(","));
            String body = ("{'any':{" + names + "}}").replace('\'', '"');

            assertThat(StrictBody.read(body.getBytes(StandardCharsets.UTF_8), Tree.class)
                            .any())
                    .hasSize(1 << 14);
        }
    }

    @Test
    void other_encodings_are_refused() {
        assertThatThrownBy(() -> StrictBody.read("{}".getBytes(StandardCharsets.UTF_16), Sample.class))
                .hasMessage("The body is not UTF-8");
    }

    private static Sample read(String body) {
        return StrictBody.read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Sample.class);
    }
}
