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
        if (!covers(request.action())) {
            return false;
        }
        Match match = resourceMatch(request, budget);
        for (Condition condition : conditions) {
            match = match.and(condition.evaluate(request));
        }
        return effect == Effect.ALLOW ? match == Match.YES : match != Match.NO;
    }

    /** Whether it says anything about an action, on whatever resource and condition. */
    boolean covers(String name) {
        String action = Wildcards.foldCase(name);
        return actions.stream().anyMatch(pattern -> pattern.matches(action)) != actionsExcluded;
    }

    /** Whether it allows the action on every resource that begins so. Exceptions and conditions make that unknowable. */
    boolean allowsEvery(AccessRequest prefix) {
        return effect == Effect.ALLOW
                && covers(prefix.action())
                && !resourcesExcluded
                && conditions.isEmpty()
                && resources.stream()
                        .flatMap(resource -> resource.pattern(prefix).stream())
                        .anyMatch(pattern -> pattern.coversEvery(prefix.resource()));
    }

    private Match resourceMatch(AccessRequest request, MatchingBudget budget) {
        Match match = Match.NO;
        for (Template resource : resources) {
            match = match.or(resource.pattern(request)
                    .map(pattern -> pattern.match(request.resource(), budget))
                    .orElse(Match.UNDECIDED));
            if (match == Match.YES) {
                break;
            }
        }
        return resourcesExcluded ? match.not() : match;
    }
}
