package io.cloakpool.aws.policy;

import java.util.Optional;

/** A statement in which everything that belongs to the session has been put in or decided. */
record RenderedStatement(Statement.Effect effect, GlobSet actions, GlobSet resources, RenderedConditions conditions) {
    /** What two Allow statements both allow; empty when that is nothing. */
    Optional<RenderedStatement> and(RenderedStatement other, RenderingBudget budget) {
        budget.take();
        GlobSet bothActions = actions.intersect(other.actions, budget);
        if (bothActions.isEmpty()) {
            return Optional.empty();
        }
        GlobSet bothResources = resources.intersect(other.resources, budget);
        if (bothResources.isEmpty()) {
            return Optional.empty();
        }
        return conditions
                .and(other.conditions, budget)
                .map(both -> new RenderedStatement(effect, bothActions, bothResources, both));
    }
}
