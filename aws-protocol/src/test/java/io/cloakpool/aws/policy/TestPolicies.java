package io.cloakpool.aws.policy;

import java.util.List;
import java.util.Map;

/** Short ways to write policies and requests. */
final class TestPolicies {
    private TestPolicies() {}

    /** A policy with these statements; single quotes stand for double ones. */
    static PolicyDocument policy(String... statements) {
        return PolicyDocument.parse(json(statements));
    }

    static String json(String... statements) {
        return ("{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}").replace('\'', '"');
    }

    /** A statement on every action and resource under a condition. */
    static String when(String effect, String condition) {
        return "{'Effect':'" + effect + "','Action':'*','Resource':'*','Condition':" + condition + "}";
    }

    static String statement(String effect, String action, String resource) {
        return "{'Effect':'" + effect + "','Action':'" + action + "','Resource':'" + resource + "'}";
    }

    static AccessRequest get(String resource, Map<String, List<String>> context) {
        return new AccessRequest("s3:GetObject", resource, context);
    }

    static AccessRequest get(String resource) {
        return get(resource, Map.of());
    }

    /** The match of a statement's resource and condition, seen through an Allow and a Deny with the same elements. */
    static Match match(String elements, AccessRequest request) {
        boolean allows = PolicyEvaluator.evaluate(policy("{'Effect':'Allow'," + elements + "}"), request)
                .allowed();
        boolean denies = PolicyEvaluator.evaluate(policy("{'Effect':'Deny'," + elements + "}"), request)
                        .outcome()
                == Decision.Outcome.EXPLICITLY_DENIED;
        if (allows && !denies) {
            throw new AssertionError("an Allow matches where a Deny does not");
        }
        return allows ? Match.YES : denies ? Match.UNDECIDED : Match.NO;
    }
}
