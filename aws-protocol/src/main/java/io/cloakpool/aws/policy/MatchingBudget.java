package io.cloakpool.aws.policy;

/**
 * How many steps matching may take in one decision: of actions, resources and conditions, and putting the values of variables
 * into them. A step is about one character. A caller who writes a part of the policy and names the resources as well (a
 * multi-delete has a thousand keys) could otherwise make one decision cost seconds. When it is spent, what is left counts as
 * undecided: no Allow applies any more, each Deny does. Not thread-safe: one for each decision.
 */
public final class MatchingBudget {
    /** Some tenths of a second; a thousand keys and a policy of thirty statements need a tenth of it. */
    private static final long STEPS_OF_A_DECISION = 50_000_000;

    private long left;

    private MatchingBudget(long steps) {
        this.left = steps;
    }

    /** The budget of one decision, however many questions it has. */
    public static MatchingBudget ofOneDecision() {
        return new MatchingBudget(STEPS_OF_A_DECISION);
    }

    static MatchingBudget of(long steps) {
        return new MatchingBudget(steps);
    }

    static MatchingBudget unlimited() {
        return new MatchingBudget(Long.MAX_VALUE);
    }

    /** Whether there is a step left; takes it. */
    boolean takeStep() {
        return take(1);
    }

    /** Whether so many steps are left; takes them, or else all that are. */
    boolean take(int steps) {
        boolean enough = steps <= left;
        left = enough ? left - steps : 0;
        return enough;
    }
}
