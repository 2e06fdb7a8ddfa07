package io.cloakpool.aws.policy;

import io.cloakpool.aws.policy.Decision.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides requests by policies, as IAM does: any Deny that applies wins, else an Allow that applies permits, else the answer
 * is no. Never throws, whatever the request holds.
 */
public final class PolicyEvaluator {
    private PolicyEvaluator() {}

    /** The decision of one document. */
    public static Decision evaluate(PolicyDocument document, AccessRequest request) {
        String allowing = null;
        for (Statement statement : document.statements()) {
            if ((allowing == null || statement.effect() == Statement.Effect.DENY) && statement.applies(request)) {
                if (statement.effect() == Statement.Effect.DENY) {
                    return new Decision(Outcome.EXPLICITLY_DENIED, statement.label());
                }
                allowing = statement.label();
            }
        }
        return new Decision(allowing == null ? Outcome.IMPLICITLY_DENIED : Outcome.ALLOWED, allowing);
    }

    /**
     * The decision of documents that narrow each other: a role's policy, its session-policy template, the caller's policy.
     * Each must allow, and a Deny in any of them wins. Without a document nothing is allowed.
     */
    public static Decision intersect(List<PolicyDocument> documents, AccessRequest request) {
        String silent = null;
        List<String> allowing = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            Decision decision = evaluate(documents.get(i), request);
            String document = "policy[" + i + "]";
            String label = document + " " + decision.statement();
            switch (decision.outcome()) {
                case EXPLICITLY_DENIED -> {
                    return new Decision(Outcome.EXPLICITLY_DENIED, label);
                }
                case ALLOWED -> allowing.add(label);
                case IMPLICITLY_DENIED -> silent = silent == null ? document : silent;
            }
        }
        return silent == null && !allowing.isEmpty()
                ? new Decision(Outcome.ALLOWED, String.join(", ", allowing))
                : new Decision(Outcome.IMPLICITLY_DENIED, silent);
    }

    /**
     * Whether a document has a Deny for this action on any resource, under any condition. For a request whose resources are not
     * known one by one: that it is allowed on all of them together does not tell that none of them is denied.
     */
    public static boolean mayDeny(List<PolicyDocument> documents, String action) {
        return documents.stream()
                .flatMap(document -> document.statements().stream())
                .anyMatch(statement -> statement.effect() == Statement.Effect.DENY && statement.covers(action));
    }
}
