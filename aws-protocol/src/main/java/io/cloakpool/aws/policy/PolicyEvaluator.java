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
        return evaluate(document, request, MatchingBudget.ofOneDecision());
    }

    private static Decision evaluate(PolicyDocument document, AccessRequest request, MatchingBudget budget) {
        String allowing = null;
        for (Statement statement : document.statements()) {
            if ((allowing == null || statement.effect() == Statement.Effect.DENY)
                    && statement.applies(request, budget)) {
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
        return intersect(documents, request, MatchingBudget.ofOneDecision());
    }

    /** {@link #intersect(List, AccessRequest)} as one of several questions of a decision, which share its budget. */
    public static Decision intersect(List<PolicyDocument> documents, AccessRequest request, MatchingBudget budget) {
        String silent = null;
        List<String> allowing = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            Decision decision = evaluate(documents.get(i), request, budget);
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
     * Whether the documents allow an action on every resource that begins alike, for a request whose resources are not known one
     * by one. Each document must have an Allow without conditions and without {@code NotResource} whose {@code Resource} covers
     * all of them, and none may have a Deny for this action on any resource, under any condition.
     *
     * @param prefix a request whose resource is what the unknown ones begin with
     */
    public static boolean allowsEvery(List<PolicyDocument> documents, AccessRequest prefix) {
        return !documents.isEmpty()
                && documents.stream()
                        .allMatch(document ->
                                document.statements().stream().anyMatch(statement -> statement.allowsEvery(prefix))
                                        && document.statements().stream()
                                                .noneMatch(statement -> statement.effect() == Statement.Effect.DENY
                                                        && statement.covers(prefix.action())));
    }
}
