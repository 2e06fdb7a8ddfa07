package io.cloakpool.aws.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.policy.Decision.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds for every policy and every request, on random ones. */
@Tag("fuzz")
class PolicyPropertiesTest {
    private static final long SEED = 20_261_123L;
    private static final int ROUNDS = 400;
    private static final int FUZZ_ROUNDS = 1_000;

    private static final List<String> ACTIONS = List.of("*", "s3:*", "s3:Get*", "s3:PutObject", "sts:*");
    private static final List<String> RESOURCES = List.of(
            "*", "arn:aws:s3:::b/*", "arn:aws:s3:::b/a", "arn:aws:s3:::b/${aws:PrincipalTag/t}", "arn:aws:s3:::c");
    private static final List<String> CONDITIONS = List.of(
            "{'StringEquals':{'s3:prefix':['a','${aws:PrincipalTag/t}']}}",
            "{'StringNotLike':{'s3:prefix':'a*'}}",
            "{'ForAllValues:StringEquals':{'s3:prefix':'a'}}",
            "{'ForAnyValue:StringNotEqualsIfExists':{'s3:prefix':'a'}}",
            "{'NumericLessThan':{'s3:max-keys':5}}",
            "{'NotIpAddress':{'aws:SourceIp':'192.0.2.0/24'},'Null':{'s3:prefix':true}}",
            "{'Bool':{'aws:SecureTransport':true}}");
    private static final Map<String, List<String>> VALUES = Map.of(
            "s3:prefix", List.of("a", "b", "ab", ""),
            "aws:PrincipalTag/t", List.of("a", "*", ""),
            "s3:max-keys", List.of("1", "9", "many"),
            "aws:SourceIp", List.of("192.0.2.1", "::1", "nowhere"),
            "aws:SecureTransport", List.of("true", "false", "maybe"));

    private final Random random = new Random(SEED);

    @Test
    void one_more_deny_never_widens() {
        int denied = 0;
        for (int i = 0; i < ROUNDS; i++) {
            List<String> statements = randomStatements();
            List<String> more = new ArrayList<>(statements);
            more.add(random.nextInt(more.size() + 1), randomStatement("Deny"));
            AccessRequest request = randomRequest();
            boolean before = decide(statements, request).allowed();
            boolean after = decide(more, request).allowed();
            denied += before && !after ? 1 : 0;
            assertThat(!after || before)
                    .as("seed %d, round %d: %s on %s", SEED, i, more, request)
                    .isTrue();
        }
        assertThat(denied).as("rounds in which the Deny mattered").isGreaterThan(10);
    }

    @Test
    void intersection_allows_exactly_what_each_part_allows() {
        int allowed = 0;
        for (int i = 0; i < ROUNDS; i++) {
            List<PolicyDocument> documents = new ArrayList<>();
            int count = 1 + random.nextInt(3);
            while (documents.size() < count) {
                documents.add(document(randomStatements()));
            }
            AccessRequest request = randomRequest();
            boolean all = documents.stream().allMatch(document -> PolicyEvaluator.evaluate(document, request)
                    .allowed());
            boolean anyDenies = documents.stream()
                    .anyMatch(document ->
                            PolicyEvaluator.evaluate(document, request).outcome() == Outcome.EXPLICITLY_DENIED);
            Decision decision = PolicyEvaluator.intersect(documents, request);
            allowed += decision.allowed() ? 1 : 0;
            Outcome expected =
                    anyDenies ? Outcome.EXPLICITLY_DENIED : all ? Outcome.ALLOWED : Outcome.IMPLICITLY_DENIED;
            assertThat(decision.outcome())
                    .as("seed %d, round %d on %s", SEED, i, request)
                    .isEqualTo(expected);
        }
        assertThat(allowed).as("rounds that allow").isGreaterThan(10);
    }

    @Test
    void deny_matches_wherever_an_allow_with_the_same_elements_does() {
        for (int i = 0; i < ROUNDS; i++) {
            String allow = randomStatement("Allow");
            AccessRequest request = randomRequest();
            if (decide(List.of(allow), request).allowed()) {
                assertThat(decide(List.of(allow.replace("'Allow'", "'Deny'")), request)
                                .outcome())
                        .as("seed %d, round %d: %s on %s", SEED, i, allow, request)
                        .isEqualTo(Outcome.EXPLICITLY_DENIED);
            }
        }
    }

    @Test
    void damaged_documents_are_refused_as_such_or_still_read() {
        String alphabet = "{}[]:,\"\\ \n*?$aA0-.~/eE+\u0000é\ud83d";
        int refused = 0;
        for (int i = 0; i < FUZZ_ROUNDS; i++) {
            StringBuilder json =
                    new StringBuilder(TestPolicies.json(randomStatements().toArray(String[]::new)));
            int edits = 1 + random.nextInt(4);
            for (int edit = 0; edit < edits; edit++) {
                int at = random.nextInt(json.length());
                char character = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(4)) {
                    case 0 -> json.setCharAt(at, character);
                    case 1 -> json.insert(at, character);
                    case 2 -> json.delete(at, Math.min(json.length(), at + 1 + random.nextInt(8)));
                    default -> json.insert(at, json.substring(at, Math.min(json.length(), at + random.nextInt(40))));
                }
                json.append(json.isEmpty() ? " " : "");
            }
            refused += refused(json.toString(), i) ? 1 : 0;
        }
        assertThat(refused).as("rounds that refuse").isBetween(FUZZ_ROUNDS / 4, FUZZ_ROUNDS - 1);
    }

    @Test
    void random_json_values_are_refused_as_such() {
        for (int i = 0; i < FUZZ_ROUNDS; i++) {
            assertThat(refused(randomJson(5), i))
                    .as("seed %d, round %d", SEED, i)
                    .isTrue();
        }
    }

    private boolean refused(String json, int round) {
        try {
            PolicyEvaluator.evaluate(PolicyDocument.parse(json), randomRequest());
            return false;
        } catch (PolicySyntaxException e) {
            return true;
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + SEED + ", round " + round + ": " + json, e);
        }
    }

    private String randomJson(int depth) {
        List<String> names =
                List.of("Version", "Statement", "Effect", "Action", "Condition", "StringLike", "s3:prefix");
        int kind = random.nextInt(depth == 0 ? 6 : 10);
        StringBuilder json = new StringBuilder();
        switch (kind) {
            case 0 -> json.append("null");
            case 1 -> json.append(random.nextBoolean());
            case 2 -> json.append(random.nextInt()).append('e').append(random.nextLong());
            case 3 -> json.append(random.nextGaussian());
            case 4, 5 -> json.append('"').append(pick(names)).append('"');
            case 6 -> json.append('[').append(randomJson(depth - 1)).append(']');
            default -> {
                json.append("{\"Version\":\"2012-10-17\"");
                for (int members = random.nextInt(4); members > 0; members--) {
                    json.append(",\"").append(pick(names)).append("\":").append(randomJson(depth - 1));
                }
                json.append('}');
            }
        }
        return json.toString();
    }

    private static PolicyDocument document(List<String> statements) {
        return TestPolicies.policy(statements.toArray(String[]::new));
    }

    private static Decision decide(List<String> statements, AccessRequest request) {
        return PolicyEvaluator.evaluate(document(statements), request);
    }

    private List<String> randomStatements() {
        List<String> statements = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        while (statements.size() < count) {
            statements.add(randomStatement(random.nextInt(5) == 0 ? "Deny" : "Allow"));
        }
        return statements;
    }

    private String randomStatement(String effect) {
        return "{'Effect':'" + effect + "','" + not("Action") + "':'" + pick(ACTIONS) + "','" + not("Resource") + "':['"
                + pick(RESOURCES) + "','" + pick(RESOURCES) + "']"
                + (random.nextBoolean() ? ",'Condition':" + pick(CONDITIONS) : "") + "}";
    }

    private String not(String element) {
        return random.nextInt(4) == 0 ? "Not" + element : element;
    }

    private AccessRequest randomRequest() {
        Map<String, List<String>> context = new HashMap<>();
        VALUES.forEach((key, values) -> {
            int count = random.nextInt(4);
            if (count > 0) {
                context.put(key, count == 3 ? List.of(pick(values), pick(values)) : List.of(pick(values)));
            }
        });
        return new AccessRequest(
                pick(List.of("s3:GetObject", "s3:PutObject", "sts:GetCallerIdentity")),
                pick(List.of("arn:aws:s3:::b/a", "arn:aws:s3:::b/b", "arn:aws:s3:::c")),
                context);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
