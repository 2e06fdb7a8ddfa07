package io.cloakpool.identitypool.authorize;

import io.cloakpool.aws.policy.AccessRequest;
import io.cloakpool.aws.policy.ConditionKeys;
import io.cloakpool.aws.policy.MatchingBudget;
import io.cloakpool.aws.policy.PolicyEvaluator;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a session may do, one decision long. Each role of its chain must allow it, by its own policies, in its own name and with
 * its own tags: the roles before the last one say what they said without it, so a chain never allows what its beginning denies.
 */
final class SessionDecision {
    private final ProvenSession session;
    private final List<ProvenSession.Link> links;
    private final Map<String, List<String>> facts;
    private final MatchingBudget budget = MatchingBudget.ofOneDecision();

    /** @param facts of {@link RequestFacts}: all that is the same for each role */
    SessionDecision(ProvenSession session, Map<String, List<String>> facts) {
        this.session = session;
        this.links = session.links();
        this.facts = facts;
    }

    /** @throws Refused ACCESS_DENIED, in the words of AWS */
    void require(String action, String resource) {
        if (!allows(action, resource, Map.of())) {
            throw denied(action, resource);
        }
    }

    Refused denied(String action, String resource) {
        return new Refused(
                Reason.ACCESS_DENIED,
                "User: " + session.principalArn() + " is not authorized to perform: " + action + " on resource: "
                        + resource);
    }

    /** @param context what belongs to this resource alone */
    boolean allows(String action, String resource, Map<String, List<String>> context) {
        return links.stream().allMatch(link -> {
            AccessRequest request = new AccessRequest(action, resource, about(link, context));
            return PolicyEvaluator.intersect(link.policies(), request, budget).allowed();
        });
    }

    /** As {@link PolicyEvaluator#allowsEvery}, for a resource that is only known by its beginning. */
    boolean allowsEvery(String action, String prefix, Map<String, List<String>> context) {
        return links.stream()
                .allMatch(link -> PolicyEvaluator.allowsEvery(
                        link.policies(), new AccessRequest(action, prefix, about(link, context))));
    }

    private Map<String, List<String>> about(ProvenSession.Link link, Map<String, List<String>> context) {
        Map<String, List<String>> about = new HashMap<>(facts);
        about.putAll(context);
        about.put(ConditionKeys.PRINCIPAL_ARN, List.of(session.arn(link.role())));
        link.tags().forEach((tag, value) -> about.put(ConditionKeys.PRINCIPAL_TAG_PREFIX + tag, List.of(value)));
        return about;
    }
}
