package io.cloakpool.aws.fuzz;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonInputException;
import io.cloakpool.aws.validation.StringRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The decoder of the AWS JSON door, with every kind of member. */
@Tag("fuzz")
class JsonFuzzTest {
    private static final long SEED = 20_261_125L;
    private static final int BODY_LIMIT = 576 * 1024;
    private static final StringRule NAME = StringRule.length(1, 20).matching("[\\w-]+");
    private static final StringRule TOKEN = StringRule.length(1, 50_000);
    private static final List<String> SEEDS = List.of(
            "{\"Name\":\"a\",\"Flag\":true,\"Count\":5,\"Long\":86400,\"Logins\":{\"p\":\"t\"},\"List\":[\"a\",\"b\"],"
                    + "\"Structures\":[{\"Name\":\"x\"}],\"Map\":{\"k\":{\"Name\":\"y\"}},\"Inner\":{\"Name\":\"z\"}}",
            "{\"Name\":\"\\u0061\",\"Logins\":{},\"List\":[],\"Count\":1}",
            "{\"Name\":null}",
            "{}");
    private static final List<String> WORDS = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "\\u0000",
            "\\ud800",
            "null",
            "true",
            "1e999999999",
            "-0",
            "12345678901234567890123456789012345678901",
            "0.1",
            "NaN",
            "\"Name\":",
            "\"Logins\":{",
            "\"List\":[",
            "{\"a\":",
            "\ufeff",
            "//",
            "\u0000");

    private final Fuzz fuzz = new Fuzz(SEED, Set.of(JsonInputException.class));

    @Test
    void damaged_bodies_are_refused_as_such_or_still_read() {
        fuzz.run(10_000, new Mutator(SEED, SEEDS, WORDS, BODY_LIMIT / 16), JsonFuzzTest::read);
    }

    @Test
    void names_that_collide_in_every_hash_are_refused_or_read() {
        // Two characters with the same polynomial hash, so that all 2^14 names of 28 characters have one.
        String members = IntStream.range(0, 1 << 14)
                .mapToObj(i -> IntStream.range(0, 14)
                        .mapToObj(bit -> (i >> bit & 1) == 0 ? "Ab" : "BA")
                        .collect(Collectors.joining("", "\"", "\":0")))
                .collect(Collectors.joining(","));

        fuzz.runOne("{" + members + "}", JsonFuzzTest::read);
        fuzz.runOne("{" + members.replace("Ab", "Aa").replace("BA", "BB") + "}", JsonFuzzTest::read);
    }

    @Test
    void deep_and_wide_bodies_are_refused_or_read() {
        fuzz.runOne("{\"a\":".repeat(BODY_LIMIT / 5), JsonFuzzTest::read);
        fuzz.runOne("{\"a\":" + "[".repeat(BODY_LIMIT - 5), JsonFuzzTest::read);
        fuzz.runOne("{\"a\":[" + "[],".repeat(BODY_LIMIT / 3 - 10) + "1]}", JsonFuzzTest::read);
        fuzz.runOne("{\"a\":[" + "\"\",".repeat(BODY_LIMIT / 3 - 10) + "1]}", JsonFuzzTest::read);
        fuzz.runOne("{\"a\":" + "1".repeat(BODY_LIMIT - 10) + "}", JsonFuzzTest::read);
        fuzz.runOne("{\"Name\":\"" + "a".repeat(BODY_LIMIT - 12) + "\"}", JsonFuzzTest::read);
    }

    private static void read(String body) {
        JsonInput input = JsonInput.parse(body.getBytes(StandardCharsets.UTF_8));
        input.optionalString("Name", NAME);
        input.optionalBoolean("Flag");
        input.optionalInteger("Count", 1, 60);
        input.optionalLong("Long", 1, 86_400);
        input.stringMap("Logins", 10, NAME, TOKEN);
        input.stringList("List", 0, 60, NAME);
        input.objectList("Structures", 0, 10).forEach(entry -> entry.requiredString("Name", NAME));
        input.objectMap("Map", 10, NAME).values().forEach(entry -> entry.requiredString("Name", NAME));
        input.object("Inner").ifPresent(inner -> inner.requiredString("Name", NAME));
    }
}
