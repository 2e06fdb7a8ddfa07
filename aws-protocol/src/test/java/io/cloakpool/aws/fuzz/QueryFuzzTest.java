package io.cloakpool.aws.fuzz;

import io.cloakpool.aws.query.QueryInput;
import io.cloakpool.aws.query.QueryInputException;
import io.cloakpool.aws.validation.StringRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The decoder of the AWS Query door, with every kind of parameter. */
@Tag("fuzz")
class QueryFuzzTest {
    private static final long SEED = 20_261_126L;
    private static final int BODY_LIMIT = 160 * 1024;
    private static final StringRule NAME = StringRule.length(2, 64).matching("[\\w+=,.@-]+");
    private static final List<String> SEEDS = List.of(
            "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=app&DurationSeconds=900"
                    + "&PolicyArns.member.1.arn=arn%3Aaws%3Aiam%3A%3A1%3Apolicy%2Fx&Tags.member.1=ab&Tags.member.2=cd",
            "Version=2011-06-15&Action=GetCallerIdentity",
            "Action=x&Version=2011-06-15&RoleSessionName=a%40b&DurationSeconds=-1");
    private static final List<String> WORDS = List.of(
            "&",
            "=",
            "+",
            "%",
            "%00",
            "%C3%A9",
            "%c0%af",
            "%ED%A0%80",
            "&Tags.member.3=x",
            "&Tags.member.0=x",
            "&Tags.member.999999999999=x",
            "&Tags.member..=x",
            ".member.",
            "&PolicyArns.member.1.arn.member.1=",
            "&DurationSeconds=999999999999999999",
            "&Unsupported.member.1=x",
            "Action=",
            "Version=2011-06-15",
            ";",
            "\r\n");

    private final Fuzz fuzz = new Fuzz(SEED, Set.of(QueryInputException.class));

    @Test
    void damaged_forms_are_refused_as_such_or_still_read() {
        fuzz.run(10_000, new Mutator(SEED, SEEDS, WORDS, BODY_LIMIT), QueryFuzzTest::read);
    }

    @Test
    void many_and_long_parameters_are_refused_or_read() {
        fuzz.runOne("&".repeat(BODY_LIMIT), QueryFuzzTest::read);
        fuzz.runOne("=&".repeat(BODY_LIMIT / 2), QueryFuzzTest::read);
        fuzz.runOne("a".repeat(BODY_LIMIT), QueryFuzzTest::read);
        fuzz.runOne("%41".repeat(BODY_LIMIT / 3), QueryFuzzTest::read);
        fuzz.runOne(
                IntStream.rangeClosed(1, 999)
                        .mapToObj(i -> "Tags.member." + i + "=ab")
                        .collect(Collectors.joining("&")),
                QueryFuzzTest::read);
        fuzz.runOne(
                IntStream.rangeClosed(1, 900)
                        .mapToObj(i -> "PolicyArns.member." + i + ".arn=ab")
                        .collect(Collectors.joining("&", "Action=a&Version=2011-06-15&", "")),
                QueryFuzzTest::read);
    }

    private static void read(String body) {
        QueryInput input = QueryInput.parse(body.getBytes(StandardCharsets.UTF_8));
        input.action();
        input.requireVersion("2011-06-15");
        input.optionalString("RoleSessionName", NAME);
        input.optionalInteger("DurationSeconds", 900, 43_200);
        input.stringList("Tags", 10, NAME);
        input.structureList("PolicyArns", 10)
                .forEach(member -> member.requiredString("arn", StringRule.length(20, 2048)));
        input.refuse("Unsupported");
    }
}
