package io.cloakpool.identitypool.exchange;

import org.jspecify.annotations.Nullable;

/**
 * The default roles of a pool as ARNs; null where there is none.
 *
 * @param authenticated of signed-in users
 * @param unauthenticated of guests
 */
public record PoolRoles(@Nullable String authenticated, @Nullable String unauthenticated) {}
