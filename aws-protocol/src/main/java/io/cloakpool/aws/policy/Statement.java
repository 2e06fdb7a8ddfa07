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
    boolean applies(AccessRequest request) {
        if (!actionApplies(request)) {
            return false;
        }
        Match match = resourceMatch(request);
        for (Condition condition : conditions) {
            match = match.and(condition.evaluate(request));
        }
        return effect == Effect.ALLOW ? match == Match.YES : match != Match.NO;
    }

    private boolean actionApplies(AccessRequest request) {
        return covers(request.action());
    }

    /** Whether it says anything about an action, on whatever resource and condition. */
    boolean covers(String name) {
        String action = Wildcards.foldCase(name);
        return actions.stream().anyMatch(pattern -> pattern.matches(action)) != actionsExcluded;
    }

    private Match resourceMatch(AccessRequest request) {
        Match match = resources.stream()
                .map(resource -> resource.pattern(request)
                        .map(pattern -> Match.of(pattern.matches(request.resource())))
                        .orElse(Match.UNDECIDED))
                .reduce(Match.NO, Match::or);
        return resourcesExcluded ? match.not() : match;
    }
}
