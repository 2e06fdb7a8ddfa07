package io.cloakpool.identitypool.role;

import io.cloakpool.identitypool.pool.PoolRole;
import java.util.Map;

/**
 * The role that a caller gets, and what its session is tagged with.
 *
 * @param decidedBy what chose it: {@code request}, {@code default:authenticated}, {@code default:unauthenticated}, {@code
 *     token:<binding>} for the claim {@code cognito:preferred_role}, {@code openid-token} for what a pool's token says, {@code
 *     trusted-login} for a role that trusts the login itself, or {@code rule:<binding>/rules/<n>}, n counting from 0
 * @param tags session tags; empty where the role takes none
 */
public record ChosenRole(PoolRole role, String decidedBy, Map<String, String> tags) {
    public ChosenRole {
        tags = role.sessionTags() ? Map.copyOf(tags) : Map.of();
    }
}
