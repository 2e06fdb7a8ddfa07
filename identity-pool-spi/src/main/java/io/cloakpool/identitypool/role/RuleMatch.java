package io.cloakpool.identitypool.role;

import io.cloakpool.identitypool.pool.RoleRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a rule holds for the claims of a login. Case counts, and texts are not normalized: two that look alike may differ. A
 * claim that is absent or empty fits no rule, {@code NotEqual} included. Of a list, {@code Equals} and {@code StartsWith} ask
 * whether one element fits, {@code Contains} whether it has exactly this element (a group {@code notadmin} is no {@code admin}),
 * {@code NotEqual} whether it has not.
 */
final class RuleMatch {
    private RuleMatch() {}

    /** {@code MATCHED}, {@code ABSENT}, {@code NOT_COMPARABLE} or {@code DIFFERENT}. */
    static Verdict of(RoleRule rule, Map<String, Object> claims) {
        Optional<ClaimValues> claim = ClaimValues.of(claims.get(rule.claim()));
        if (claim.isEmpty()) {
            return Verdict.NOT_COMPARABLE;
        }
        if (claim.get().isEmpty()) {
            return Verdict.ABSENT;
        }
        return holds(rule, claim.get()) ? Verdict.MATCHED : Verdict.DIFFERENT;
    }

    private static boolean holds(RoleRule rule, ClaimValues claim) {
        String value = rule.value();
        List<String> texts = claim.texts();
        return switch (rule.matchType()) {
            case EQUALS -> texts.contains(value);
            case NOT_EQUAL -> !texts.contains(value);
            case STARTS_WITH -> texts.stream().anyMatch(text -> text.startsWith(value));
            case CONTAINS ->
                claim.several() ? texts.contains(value) : texts.get(0).contains(value);
        };
    }

    /**
     * Whether the later rule can decide nothing, since the earlier one holds whenever it does. Not all such pairs are found, but
     * every pair that is found is one.
     */
    static boolean shadows(RoleRule earlier, RoleRule later) {
        if (!earlier.claim().equals(later.claim())) {
            return false;
        }
        boolean same = earlier.value().equals(later.value());
        return switch (earlier.matchType()) {
            case EQUALS -> same && later.matchType() == RoleRule.MatchType.EQUALS;
            case NOT_EQUAL -> same && later.matchType() == RoleRule.MatchType.NOT_EQUAL;
            case CONTAINS ->
                same
                        && (later.matchType() == RoleRule.MatchType.CONTAINS
                                || later.matchType() == RoleRule.MatchType.EQUALS);
            case STARTS_WITH ->
                later.value().startsWith(earlier.value())
                        && (later.matchType() == RoleRule.MatchType.STARTS_WITH
                                || later.matchType() == RoleRule.MatchType.EQUALS);
        };
    }
}
