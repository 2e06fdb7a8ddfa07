package io.cloakpool.aws.json;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.cloakpool.aws.json.JsonInputException.Kind;
import io.cloakpool.aws.validation.StringRule;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonInputTest {
    private static final StringRule POOL_ID = StringRule.length(1, 55).matching("[\\w-]+:[0-9a-f-]+");
    private static final StringRule ANY = StringRule.length(0, 50_000);
    private static final StringRule KEY = StringRule.length(1, 128);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"a\"",
                "1",
                "true",
                "{",
                "}",
                "{}x",
                "{}{}",
                "{} []",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1,}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{/**/}",
                "{}//x",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "\ufeff{}",
                "{\"a\":\"\\u0000\"}",
                "{\"a\\u0000\":1}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":[{\"b\":\"\\udc00x\"}]}"
            })
    void a_body_that_is_no_strict_json_object_is_refused(String body) {
        refused(() -> parse(body), Kind.SERIALIZATION);
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() {
        refused(() -> JsonInput.parse(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}), Kind.SERIALIZATION);
        refused(() -> JsonInput.parse("{\"a\":1}".getBytes(UTF_16BE)), Kind.SERIALIZATION);
    }

    @Test
    void depth_ends_at_32() {
        assertThat(parse("{\"a\":".repeat(31) + "{}" + "}".repeat(31)).has("a")).isTrue();
        refused(() -> parse("{\"a\":".repeat(32) + "{}" + "}".repeat(32)), Kind.SERIALIZATION);
        refused(() -> parse("[".repeat(100_000)), Kind.SERIALIZATION);
    }

    @Test
    void a_number_of_many_digits_is_refused() {
        refused(() -> parse("{\"a\":" + "9".repeat(100_000) + "}"), Kind.SERIALIZATION);
    }

    @Test
    void a_refused_body_is_never_quoted() {
        assertThatThrownBy(() -> parse("{\"Logins\":{\"x\":secret-token}}")).hasMessageNotContaining("secret");
    }

    @Test
    void strings_are_read_and_null_counts_as_absent() {
        JsonInput input = parse("{\"IdentityPoolId\":\"us-east-1:ab-12\",\"Name\":null,\"Other\":7}");

        assertThat(input.requiredString("IdentityPoolId", POOL_ID)).isEqualTo("us-east-1:ab-12");
        assertThat(input.optionalString("Name", ANY)).isEmpty();
        assertThat(input.optionalString("Absent", ANY)).isEmpty();
        assertThat(input.has("Name")).isFalse();
        assertThat(input.has("Other")).isTrue();
    }

    @Test
    void a_broken_constraint_is_told_in_the_words_of_aws() {
        String longId = "us-east-1:" + "a".repeat(46);

        refused(
                        () -> parse("{\"IdentityPoolId\":\"" + longId + "\"}")
                                .requiredString("IdentityPoolId", POOL_ID),
                        Kind.VALIDATION)
                .hasMessage("1 validation error detected: Value '" + longId + "' at 'identityPoolId' failed to satisfy "
                        + "constraint: Member must have length less than or equal to 55");
        refused(() -> parse("{\"IdentityPoolId\":\"x\"}").requiredString("IdentityPoolId", POOL_ID), Kind.VALIDATION)
                .hasMessage("1 validation error detected: Value 'x' at 'identityPoolId' failed to satisfy constraint: "
                        + "Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+");
        refused(() -> parse("{}").requiredString("IdentityPoolId", POOL_ID), Kind.VALIDATION)
                .hasMessage("1 validation error detected: Value null at 'identityPoolId' failed to satisfy constraint: "
                        + "Member must not be null");
    }

    @Test
    void no_type_is_converted_into_another() {
        JsonInput input = parse("{\"N\":1,\"S\":\"true\",\"F\":1.0,\"M\":{},\"L\":[1],\"X\":[{}]}");

        refused(() -> input.requiredString("N", ANY), Kind.SERIALIZATION);
        refused(() -> input.requiredString("M", ANY), Kind.SERIALIZATION);
        refused(() -> input.requiredBoolean("S"), Kind.SERIALIZATION);
        refused(() -> input.requiredInteger("S", 0, 1), Kind.SERIALIZATION);
        refused(() -> input.requiredInteger("F", 0, 1), Kind.SERIALIZATION);
        refused(() -> input.stringMap("L", 1, KEY, ANY), Kind.SERIALIZATION);
        refused(() -> input.objectMap("L", 1, KEY), Kind.SERIALIZATION);
        refused(() -> input.stringList("M", 0, 1, ANY), Kind.SERIALIZATION);
        refused(() -> input.stringList("L", 0, 1, ANY), Kind.SERIALIZATION).hasMessageContaining("'l.1.member'");
        refused(() -> input.stringList("X", 0, 1, ANY), Kind.SERIALIZATION);
        refused(() -> input.objectList("L", 0, 1), Kind.SERIALIZATION);
        refused(() -> input.object("L"), Kind.SERIALIZATION);
    }

    @Test
    void booleans_are_read() {
        JsonInput input = parse("{\"Yes\":true,\"No\":false}");

        assertThat(input.requiredBoolean("Yes")).isTrue();
        assertThat(input.requiredBoolean("No")).isFalse();
        assertThat(input.optionalBoolean("Absent")).isEmpty();
        refused(() -> input.requiredBoolean("Absent"), Kind.VALIDATION);
    }

    @Test
    void numbers_are_kept_in_their_range() {
        JsonInput input = parse("{\"Max\":60,\"Big\":9223372036854775807,\"Huge\":9223372036854775808}");

        assertThat(input.requiredInteger("Max", 1, 60)).isEqualTo(60);
        assertThat(input.optionalInteger("Absent", 1, 60)).isEmpty();
        assertThat(input.requiredLong("Big", 0, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        refused(() -> input.requiredInteger("Max", 1, 59), Kind.VALIDATION)
                .hasMessage("1 validation error detected: Value '60' at 'max' failed to satisfy constraint: "
                        + "Member must have value less than or equal to 59");
        refused(() -> input.requiredInteger("Max", 61, 99), Kind.VALIDATION)
                .hasMessageContaining("greater than or equal to 61");
        refused(() -> input.requiredInteger("Big", 1, 60), Kind.VALIDATION);
        refused(() -> input.requiredLong("Huge", 0, Long.MAX_VALUE), Kind.SERIALIZATION);
        refused(() -> input.requiredLong("Absent", 0, 1), Kind.VALIDATION);
    }

    @Test
    void string_maps_keep_their_order_and_drop_nulls() {
        JsonInput input = parse("{\"Logins\":{\"b\":\"1\",\"a\":\"2\",\"n\":null}}");

        assertThat(input.stringMap("Logins", 10, KEY, ANY)).containsExactly(entry("b", "1"), entry("a", "2"));
        assertThat(input.stringMap("Absent", 10, KEY, ANY)).isEmpty();
    }

    @Test
    void map_limits_hold_and_no_message_repeats_a_token() {
        JsonInput input = parse("{\"Logins\":{\"provider\":\"tokentoken\"},\"Empty\":{\"\":\"v\"},\"N\":{\"k\":1}}");

        refused(() -> input.stringMap("Logins", 0, KEY, ANY), Kind.VALIDATION)
                .hasMessageContaining("length less than or equal to 0");
        refused(() -> input.stringMap("Logins", 1, KEY, StringRule.length(1, 5)), Kind.VALIDATION)
                .hasMessage(
                        "1 validation error detected: Value at 'logins' failed to satisfy constraint: Map value must "
                                + "satisfy constraint: [Member must have length less than or equal to 5]");
        refused(() -> input.stringMap("Empty", 1, KEY, ANY), Kind.VALIDATION)
                .hasMessageContaining("Map keys must satisfy");
        refused(() -> input.stringMap("N", 1, KEY, ANY), Kind.SERIALIZATION).hasMessage("Value at 'n' is not a string");
    }

    @Test
    void structures_in_lists_and_maps_are_read_with_their_path() {
        JsonInput input = parse("{\"Providers\":[{\"ClientId\":\"a\"},{\"ClientId\":\"a-b\"}],"
                + "\"RoleMappings\":{\"p\":{\"Type\":\"Token\"}},\"One\":{\"Two\":\"x\"}}");
        List<JsonInput> providers = input.objectList("Providers", 0, 2);

        assertThat(providers.get(0).requiredString("ClientId", ANY)).isEqualTo("a");
        refused(() -> providers.get(1).requiredString("ClientId", ANY.matching("[\\w_]+")), Kind.VALIDATION)
                .hasMessageContaining("Value 'a-b' at 'providers.2.member.clientId'");
        assertThat(input.objectMap("RoleMappings", 10, KEY).get("p"))
                .asInstanceOf(type(JsonInput.class))
                .satisfies(mapping ->
                        assertThat(mapping.requiredString("Type", ANY)).isEqualTo("Token"));
        assertThat(input.object("One").orElseThrow().requiredString("Two", ANY)).isEqualTo("x");
        assertThat(input.object("Absent")).isEmpty();
        assertThat(input.objectList("Absent", 1, 2)).isEmpty();
    }

    @Test
    void string_lists_have_limits() {
        JsonInput input = parse("{\"Ids\":[\"a\",\"bb\"],\"None\":[]}");

        assertThat(input.stringList("Ids", 1, 60, ANY)).containsExactly("a", "bb");
        refused(() -> input.stringList("Ids", 1, 1, ANY), Kind.VALIDATION)
                .hasMessageContaining("less than or equal to 1");
        refused(() -> input.stringList("None", 1, 60, ANY), Kind.VALIDATION)
                .hasMessageContaining("greater than or equal to 1");
        refused(() -> input.stringList("Ids", 1, 60, StringRule.length(1, 1)), Kind.VALIDATION)
                .hasMessageContaining("Value 'bb' at 'ids.2.member'");
    }

    @Test
    @Tag("fuzz")
    void random_bodies_are_read_or_refused() {
        long seed = 314;
        Random random = new Random(seed);
        byte[] valid = "{\"IdentityId\":\"a:1\",\"Logins\":{\"k\":\"v\"},\"n\":[1,null,{\"x\":true}]}".getBytes(UTF_8);
        for (int i = 0; i < 3_000; i++) {
            byte[] body = valid.clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            try {
                JsonInput input = JsonInput.parse(body);
                input.optionalString("IdentityId", POOL_ID);
                input.stringMap("Logins", 10, KEY, ANY);
                input.objectList("n", 0, 3);
            } catch (JsonInputException e) {
                assertThat(e.kind()).as("seed %d", seed).isNotNull();
            }
        }
    }

    private static JsonInput parse(String body) {
        return JsonInput.parse(body.getBytes(UTF_8));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable call, Kind kind) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(JsonInputException.class, e -> assertThat(e.kind())
                .isEqualTo(kind));
    }
}
