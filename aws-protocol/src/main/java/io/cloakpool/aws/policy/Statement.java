package io.cloakpool.aws.policy;

import java.util.List;

/**
 * One statement of a policy.
 *
 * @param label its {@code Sid}, or its JSON pointer
 * @param actionsExcluded whether it has {@code NotAction}
 * @param resourcesExcluded whether it has {@code NotResource}
 */
record Statement(
        String label,
        Effect effect,
        boolean actionsExcluded,
        List<Wildcards> actions,
        boolean resourcesExcluded,
        List<Template> resources,
        List<Condition> conditions) {

    enum Effect {
        ALLOW,
        DENY
    }

    /** Whether the effect takes place. What cannot be decided keeps an Allow from it, but not a Deny. */
    boolean applies(AccessRequest request, MatchingBudget budget) {
        Match match = actionMatch(request.action(), budget);
        if (match != Match.NO) {
            match = match.and(resourceMatch(request, budget));
        }
        for (int i = 0; i < conditions.size() && match != Match.NO; i++) {
            match = match.and(conditions.get(i).evaluate(request, budget));
        }
        return effect == Effect.ALLOW ? match == Match.YES : match != Match.NO;
    }

    /** Whether it says anything about an action, on whatever resource and condition. */
    boolean covers(String name) {
        return actionMatch(name, MatchingBudget.unlimited()) == Match.YES;
    }

    private Match actionMatch(String name, MatchingBudget budget) {
        String action = Wildcards.foldCase(name);
        Match match = Match.NO;
        for (int i = 0; i < actions.size() && match != Match.YES; i++) {
            match = match.or(actions.get(i).match(action, budget));
        }
        return actionsExcluded ? match.not() : match;
    }

    /** Whether it allows the action on every resource that begins so. Exceptions and conditions make that unknowable. */
    boolean allowsEvery(AccessRequest prefix) {
        return effect == Effect.ALLOW
                && covers(prefix.action())
                && !resourcesExcluded
                && conditions.isEmpty()
                && resources.stream()
                        .flatMap(resource -> resource.pattern(prefix, MatchingBudget.unlimited()).stream())
                        .anyMatch(pattern -> pattern.coversEvery(prefix.resource()));
    }

    private Match resourceMatch(AccessRequest request, MatchingBudget budget) {
        Match match = Match.NO;
        for (Template resource : resources) {
            match = match.or(resource.pattern(request, budget)
                    .map(pattern -> pattern.match(request.resource(), budget))
                    .orElse(Match.UNDECIDED));
            if (match == Match.YES) {
                break;
            }
        }
        return resourcesExcluded ? match.not() : match;
    }
}
