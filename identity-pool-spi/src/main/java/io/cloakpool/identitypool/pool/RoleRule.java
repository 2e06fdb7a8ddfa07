package io.cloakpool.identitypool.pool;

/**
 * One rule of a role mapping: a claim that matches gives a role.
 *
 * @param claim name of a claim at the top of the token, 1 to 64 letters, marks, symbols, digits and punctuation
 * @param matchType how the claim is compared
 * @param value what it is compared with, 1 to 128 characters
 * @param role name of a pool role
 */
public record RoleRule(String claim, MatchType matchType, String value, String role) {
    /** Comparisons ({@code MappingRuleMatchType} of the identity-pool API). */
    public enum MatchType {
        EQUALS,
        CONTAINS,
        STARTS_WITH,
        NOT_EQUAL
    }
}
