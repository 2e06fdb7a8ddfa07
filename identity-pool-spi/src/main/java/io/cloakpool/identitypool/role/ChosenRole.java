package io.cloakpool.identitypool.role;

import io.cloakpool.identitypool.pool.PoolRole;

/**
 * The role that a caller gets.
 *
 * @param decidedBy what chose it: {@code request}, {@code default:authenticated}, {@code default:unauthenticated}
 */
public record ChosenRole(PoolRole role, String decidedBy) {}
