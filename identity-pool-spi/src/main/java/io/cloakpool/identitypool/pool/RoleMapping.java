package io.cloakpool.identitypool.pool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the logins of one binding get their role.
 *
 * @param type by what the role is chosen
 * @param ambiguous what happens when that gives none
 * @param rules of {@link Type#RULES}, in the order in which they are tried, 1 to {@value MappingLimits#RULES}; else empty
 */
public record RoleMapping(Type type, AmbiguousRole ambiguous, List<RoleRule> rules) {
    /** By what a role is chosen ({@code RoleMappingType} of the identity-pool API). */
    public enum Type {
        /** By the claims {@code cognito:preferred_role} and {@code cognito:roles}. */
        TOKEN,
        /** By rules over claims. */
        RULES
    }

    /** What happens when a mapping gives no role ({@code AmbiguousRoleResolutionType} of the identity-pool API). */
    public enum AmbiguousRole {
        /** The pool's default role of signed-in users. */
        AUTHENTICATED_ROLE,
        /** No credentials. */
        DENY
    }

    public RoleMapping {
        rules = List.copyOf(rules);
    }

    /**
     * Whether there can be a login that gets this role.
     *
     * @param byDefault the pool's role of signed-in users
     */
    public boolean canGive(String role, @Nullable String byDefault) {
        return type == Type.TOKEN
                || rules.stream().anyMatch(rule -> rule.role().equals(role))
                || (ambiguous == AmbiguousRole.AUTHENTICATED_ROLE && role.equals(byDefault));
    }
}
