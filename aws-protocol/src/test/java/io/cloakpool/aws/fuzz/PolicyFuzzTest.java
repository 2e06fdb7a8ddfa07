package io.cloakpool.aws.fuzz;

import io.cloakpool.aws.policy.AccessRequest;
import io.cloakpool.aws.policy.PolicyDocument;
import io.cloakpool.aws.policy.PolicyEvaluator;
import io.cloakpool.aws.policy.PolicySyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Policies with every operator, damaged by words of the language; {@code PolicyPropertiesTest} has what must hold of valid ones. */
@Tag("fuzz")
class PolicyFuzzTest {
    private static final long SEED = 20_261_127L;
    private static final int ROLE_POLICY = 10_240;
    private static final List<String> SEEDS = List.of(
            "{\"Version\":\"2012-10-17\",\"Id\":\"x\",\"Statement\":{\"Sid\":\"A\",\"Effect\":\"Allow\",\"Action\":\"s3:*\","
                    + "\"Resource\":\"arn:aws:s3:::b/${aws:PrincipalTag/t}/${*}/*\",\"Condition\":{\"StringLike\":"
                    + "{\"s3:prefix\":[\"a*\",\"${aws:PrincipalTag/t}\"]},\"IpAddress\":{\"aws:SourceIp\":\"192.0.2.0/24\"},"
                    + "\"DateLessThan\":{\"aws:CurrentTime\":\"2026-12-01T00:00:00Z\"}}}}",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"NotAction\":[\"s3:Get*\"],\"NotResource\":[\"*\"],"
                    + "\"Condition\":{\"ForAnyValue:ArnLike\":{\"aws:PrincipalArn\":\"arn:aws:*:::b?\"},"
                    + "\"NumericGreaterThanIfExists\":{\"s3:max-keys\":10},\"Bool\":{\"aws:SecureTransport\":false},"
                    + "\"Null\":{\"s3:prefix\":\"true\"}}}]}",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}");
    private static final List<String> WORDS = List.of(
            "${",
            "}",
            "${*}",
            "${$}",
            "${aws:PrincipalTag/t}",
            "${aws:userid}",
            "${aws:PrincipalTag/t, 'x'}",
            "*",
            "?",
            "arn:aws:s3:::",
            ":",
            "ForAllValues:",
            "IfExists",
            "\"NotIpAddress\":{\"aws:SourceIp\":\"::ffff:192.0.2.1/97\"},",
            "\"NumericEquals\":{\"s3:max-keys\":1e999999999},",
            "\"DateEquals\":{\"aws:CurrentTime\":99999999999},",
            "\"DateEquals\":{\"aws:CurrentTime\":\"+999999999-12-31T23:59:59.999999999-18:00\"},",
            "\"ArnEquals\":{\"aws:PrincipalArn\":\"arn:::::\"},",
            "[",
            "]",
            "{",
            ",",
            "\"",
            "\\u0000",
            "\\ud800");
    private static final AccessRequest REQUEST = new AccessRequest(
            "s3:GetObject",
            "arn:aws:s3:::b/x/*/" + "a".repeat(1_000),
            Map.of(
                    "s3:prefix", List.of("a".repeat(1_000)),
                    "aws:PrincipalTag/t", List.of("x"),
                    "aws:SourceIp", List.of("192.0.2.7"),
                    "aws:CurrentTime", List.of("2026-11-24T10:11:12Z"),
                    "aws:PrincipalArn", List.of("arn:aws:sts::1:assumed-role/r/s"),
                    "s3:max-keys", List.of("9"),
                    "aws:SecureTransport", List.of("maybe")));

    private final Fuzz fuzz = new Fuzz(SEED, Set.of(PolicySyntaxException.class));

    @Test
    void damaged_policies_are_refused_as_such_or_still_decide() {
        fuzz.run(8_000, new Mutator(SEED, SEEDS, WORDS, ROLE_POLICY + 10), PolicyFuzzTest::decide);
    }

    @Test
    void patterns_made_to_be_slow_are_not() {
        for (String piece : List.of("*a", "a*", "*", "?*", "*a*b", "a")) {
            String pattern = piece.repeat(9_000 / piece.length()) + "b";
            fuzz.runOne(statement("\"arn:aws:s3:::" + pattern + "\"", ""), PolicyFuzzTest::decide);
            fuzz.runOne(
                    statement("\"*\"", ",\"Condition\":{\"StringLike\":{\"s3:prefix\":\"" + pattern + "\"}}"),
                    PolicyFuzzTest::decide);
        }
    }

    @Test
    void documents_made_to_be_large_are_refused_or_decide() {
        fuzz.runOne(statement("\"" + "${".repeat(4_500) + "\"", ""), PolicyFuzzTest::decide);
        fuzz.runOne(
                statement("\"arn:aws:s3:::" + "${aws:PrincipalTag/t}".repeat(400) + "\"", ""), PolicyFuzzTest::decide);
        fuzz.runOne(statement("[" + "\"*\",".repeat(2_400) + "\"*\"]", ""), PolicyFuzzTest::decide);
        fuzz.runOne("[".repeat(ROLE_POLICY), PolicyFuzzTest::decide);
        fuzz.runOne("{\"a\":".repeat(ROLE_POLICY / 5), PolicyFuzzTest::decide);
        fuzz.runOne("1".repeat(ROLE_POLICY), PolicyFuzzTest::decide);
        fuzz.runOne("-1e" + "9".repeat(ROLE_POLICY - 3), PolicyFuzzTest::decide);
        fuzz.runOne("{\"Version\":1e99999999}", PolicyFuzzTest::decide);
        String colliding = IntStream.range(0, 400)
                .mapToObj(i -> IntStream.range(0, 9)
                        .mapToObj(bit -> (i >> bit & 1) == 0 ? "Ab" : "BA")
                        .collect(Collectors.joining("", "\"", "\":0")))
                .collect(Collectors.joining(",", "{", "}"));
        fuzz.runOne(colliding, PolicyFuzzTest::decide);
        fuzz.runOne(colliding.replace("Ab", "Aa").replace("BA", "BB"), PolicyFuzzTest::decide);
    }

    private static String statement(String resource, String more) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":"
                + resource + more + "}}";
    }

    private static void decide(String json) {
        PolicyDocument document = PolicyDocument.parse(json);
        PolicyEvaluator.evaluate(document, REQUEST);
        PolicyEvaluator.intersect(List.of(document, document), REQUEST);
        PolicyEvaluator.allowsEvery(List.of(document, document), REQUEST);
    }
}
