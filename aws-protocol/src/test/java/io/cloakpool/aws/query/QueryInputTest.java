package io.cloakpool.aws.query;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.aws.query.QueryInputException.Kind;
import io.cloakpool.aws.validation.StringRule;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryInputTest {
    private static final StringRule ANY = StringRule.length(0, 200_000);
    private static final StringRule SESSION = StringRule.length(2, 64).matching("[\\w+=,.@-]*");

    @Test
    void a_form_is_read() {
        QueryInput input =
                parse("Action=GetCallerIdentity&Version=2011-06-15&Policy=%7B%22a%22%3A+1%0A%7D&Name=%C3%A4+b%20c%2Bd"
                        + "&Empty=&Flag&&Raw=a=b/c*");

        assertThat(input.action()).isEqualTo("GetCallerIdentity");
        input.requireVersion("2011-06-15");
        assertThat(input.requiredString("Policy", ANY)).isEqualTo("{\"a\": 1\n}");
        assertThat(input.requiredString("Name", ANY)).isEqualTo("ä b c+d");
        assertThat(input.requiredString("Empty", ANY)).isEmpty();
        assertThat(input.requiredString("Flag", ANY)).isEmpty();
        assertThat(input.requiredString("Raw", ANY)).isEqualTo("a=b/c*");
        assertThat(input.optionalString("Absent", ANY)).isEmpty();
        assertThat(input.has("Empty")).isTrue();
        assertThat(input.has("Absent")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=%",
                "a=%1",
                "a=%zz",
                "%=1",
                "a=%ff",
                "a=%C0%AE",
                "a=%00",
                "a=1&a=1",
                "a=1&%61=2",
                "a=b c",
                "a=\n",
                "a=\u00e4",
                "<xml/>",
                "{\"a\":1}"
            })
    void a_body_that_is_no_form_is_refused(String body) {
        refused(() -> QueryInput.parse(body.getBytes(ISO_8859_1)), Kind.MALFORMED);
    }

    @Test
    void raw_utf_8_is_refused() {
        refused(() -> parse("a=ä"), Kind.MALFORMED);
    }

    @Test
    void limits_hold() {
        assertThat(parse(parameters(1000)).has("p999")).isTrue();
        refused(() -> parse(parameters(1001)), Kind.MALFORMED);
        assertThat(parse("a".repeat(512) + "=" + "b".repeat(131_072)).has("a".repeat(512)))
                .isTrue();
        refused(() -> parse("a".repeat(513) + "=b"), Kind.MALFORMED);
        refused(() -> parse("a=" + "b".repeat(131_073)), Kind.MALFORMED);
    }

    @Test
    void action_and_version_are_needed() {
        refused(() -> parse("").action(), Kind.MISSING_ACTION);
        refused(() -> parse("Action=").action(), Kind.MISSING_ACTION);
        refused(() -> parse("Action=a").requireVersion("2011-06-15"), Kind.VERSION);
        refused(() -> parse("Version=2010-05-08").requireVersion("2011-06-15"), Kind.VERSION)
                .hasMessage("Version must be 2011-06-15");
    }

    @Test
    void a_broken_constraint_is_told_in_the_words_of_aws() {
        QueryInput input = parse("RoleSessionName=a&Token=secret");

        refused(() -> input.requiredString("RoleSessionName", SESSION), Kind.VALIDATION)
                .hasMessage("1 validation error detected: Value 'a' at 'roleSessionName' failed to satisfy constraint: "
                        + "Member must have length greater than or equal to 2");
        refused(() -> input.requiredString("RoleArn", ANY), Kind.VALIDATION)
                .hasMessage("1 validation error detected: Value null at 'roleArn' failed to satisfy constraint: "
                        + "Member must not be null");
        refused(() -> input.requiredString("Token", StringRule.length(1, 2).asSecret()), Kind.VALIDATION)
                .hasMessageNotContaining("secret");
    }

    @Test
    void numbers_are_kept_in_their_range() {
        QueryInput input = parse("DurationSeconds=900&Negative=-5&Text=9x&Huge=99999999999999999999");

        assertThat(input.optionalInteger("DurationSeconds", 900, 43_200)).contains(900);
        assertThat(input.optionalInteger("Negative", -5, 0)).contains(-5);
        assertThat(input.optionalInteger("Absent", 900, 43_200)).isEmpty();
        refused(() -> input.optionalInteger("DurationSeconds", 901, 43_200), Kind.VALIDATION)
                .hasMessageContaining("Value '900' at 'durationSeconds'")
                .hasMessageContaining("greater than or equal to 901");
        refused(() -> input.optionalInteger("DurationSeconds", 1, 899), Kind.VALIDATION)
                .hasMessageContaining("less than or equal to 899");
        refused(() -> input.optionalInteger("Text", 0, 9), Kind.VALIDATION);
        refused(() -> input.optionalInteger("Huge", 0, 9), Kind.VALIDATION);
    }

    @Test
    void lists_count_from_one_without_a_gap() {
        QueryInput input =
                parse("Keys.member.2=b&Keys.member.1=a&Gap.member.1=a&Gap.member.3=c&Zero.member.0=a&Odd.member.01=a"
                        + "&Tags.member.1.Key=k&Tags.member.1.Value=v&Tags.member.2.Key=l&Tags.member.2.Value=w");

        assertThat(input.stringList("Keys", 2, ANY)).containsExactly("a", "b");
        assertThat(input.stringList("Absent", 2, ANY)).isEmpty();
        refused(() -> input.stringList("Keys", 1, ANY), Kind.VALIDATION).hasMessageContaining("'keys'");
        refused(() -> input.stringList("Gap", 9, ANY), Kind.VALIDATION);
        refused(() -> input.stringList("Zero", 9, ANY), Kind.VALIDATION);
        refused(() -> input.stringList("Odd", 9, ANY), Kind.VALIDATION);
        refused(() -> input.stringList("Tags", 9, ANY), Kind.VALIDATION);
        List<QueryInput> tags = input.structureList("Tags", 50);
        assertThat(tags).hasSize(2);
        assertThat(tags.get(1).requiredString("Value", ANY)).isEqualTo("w");
        refused(() -> tags.get(1).requiredString("Value", StringRule.length(2, 2)), Kind.VALIDATION)
                .hasMessageContaining("'tags.member.2.Value'");
    }

    @Test
    void a_parameter_that_is_not_served_is_refused_by_name() {
        parse("A=1").refuse("B", "AA");
        refused(() -> parse("ProviderId=x").refuse("ProviderId"), Kind.UNSUPPORTED_PARAMETER)
                .hasMessage("Parameter ProviderId is not supported");
        refused(() -> parse("PolicyArns.member.1.arn=x").refuse("PolicyArns"), Kind.UNSUPPORTED_PARAMETER);
    }

    @Test
    void every_kind_has_the_code_of_the_protocol() {
        assertThat(Kind.values())
                .extracting(Kind::code)
                .containsExactly(
                        "MalformedQueryString",
                        "MissingAction",
                        "NoSuchVersion",
                        "ValidationError",
                        "InvalidParameterValue");
    }

    @Test
    @Tag("fuzz")
    void random_bodies_are_read_or_refused() {
        long seed = 271;
        Random random = new Random(seed);
        String alphabet = "ab=&%+4Z.1member \u00ff\0";
        for (int i = 0; i < 3_000; i++) {
            StringBuilder body = new StringBuilder();
            for (int length = random.nextInt(20); length > 0; length--) {
                body.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                QueryInput input = QueryInput.parse(body.toString().getBytes(ISO_8859_1));
                input.optionalInteger("a", 0, 9);
                input.stringList("b", 3, ANY);
                input.refuse("a");
            } catch (QueryInputException e) {
                assertThat(e.kind()).as("seed %d, body %s", seed, body).isNotNull();
            }
        }
    }

    private static String parameters(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i + "=").collect(Collectors.joining("&"));
    }

    private static QueryInput parse(String body) {
        return QueryInput.parse(body.getBytes(UTF_8));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable call, Kind kind) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(QueryInputException.class, e -> assertThat(e.kind())
                .isEqualTo(kind));
    }
}
