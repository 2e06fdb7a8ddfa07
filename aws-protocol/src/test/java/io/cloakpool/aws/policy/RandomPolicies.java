package io.cloakpool.aws.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Policies whose patterns overlap in many ways, and requests that they are about. */
final class RandomPolicies {
    private static final List<String> ACTIONS =
            List.of("*", "s3:*", "s3:Get*", "s3:*Object", "s3:?etObject", "s3:PutObject", "s3:GetObject*");
    private static final List<String> RESOURCES = List.of(
            "*",
            "arn:aws:s3:::b/*",
            "arn:aws:s3:::b/a*",
            "arn:aws:s3:::*b",
            "arn:aws:s3:::b/a?*b",
            "arn:aws:s3:::?/ab",
            "arn:aws:s3:::b/${aws:PrincipalTag/t}*",
            "arn:aws:s3:::b/${aws:PrincipalTag/t}b");
    private static final List<String> CONDITIONS = List.of(
            "{'StringEquals':{'s3:prefix':['a','${aws:PrincipalTag/t}']}}",
            "{'StringEquals':{'s3:prefix':['a','b']}}",
            "{'StringLike':{'s3:prefix':['a*','*b']}}",
            "{'StringLike':{'s3:prefix':'*${aws:PrincipalTag/t}'}}",
            "{'StringNotLike':{'s3:prefix':'a*'}}",
            "{'StringNotLike':{'s3:prefix':'${aws:PrincipalTag/t}?'}}",
            "{'StringEquals':{'aws:PrincipalTag/t':'a'}}",
            "{'StringNotEquals':{'aws:PrincipalTag/t':'a'},'Null':{'s3:prefix':false}}",
            "{'Null':{'aws:PrincipalTag/t':true}}",
            "{'Bool':{'aws:SecureTransport':true}}");
    private static final Map<String, List<String>> VALUES =
            Map.of("s3:prefix", List.of("a", "b", "ab", "ba", ""), "aws:SecureTransport", List.of("true", "false"));

    private RandomPolicies() {}

    static PolicyDocument document(Random random) {
        List<String> statements = new ArrayList<>();
        for (int count = 1 + random.nextInt(3); statements.size() < count; ) {
            statements.add("{'Effect':'" + (random.nextInt(5) == 0 ? "Deny" : "Allow") + "','"
                    + not(random, "Action") + "':'" + pick(random, ACTIONS) + "','" + not(random, "Resource") + "':['"
                    + pick(random, RESOURCES) + "','" + pick(random, RESOURCES) + "']"
                    + (random.nextBoolean() ? ",'Condition':" + pick(random, CONDITIONS) : "") + "}");
        }
        return TestPolicies.policy(statements.toArray(String[]::new));
    }

    static AccessRequest request(Random random) {
        Map<String, List<String>> context = new HashMap<>();
        VALUES.forEach((key, values) -> {
            if (random.nextInt(3) > 0) {
                context.put(key, List.of(pick(random, values)));
            }
        });
        return new AccessRequest(
                pick(random, List.of("s3:GetObject", "s3:PutObject", "s3:GetObjectAcl")),
                pick(
                        random,
                        List.of(
                                "arn:aws:s3:::b/a",
                                "arn:aws:s3:::b/b",
                                "arn:aws:s3:::b/ab",
                                "arn:aws:s3:::b/aab",
                                "arn:aws:s3:::c/ab")),
                context);
    }

    private static String not(Random random, String element) {
        return random.nextInt(8) == 0 ? "Not" + element : element;
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
