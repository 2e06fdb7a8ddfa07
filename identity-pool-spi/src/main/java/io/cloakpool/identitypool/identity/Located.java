package io.cloakpool.identitypool.identity;

import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import org.jspecify.annotations.Nullable;

/**
 * An identity id and its pool. Says nothing about whether the id may be used.
 *
 * @param row its row as read; null for a guest without one, or where {@code knownLogin} is present
 * @param knownLogin a login that is known to be linked to it, where no row was read
 */
public record Located(IdentityPool pool, IdentityId id, @Nullable Identity row, @Nullable LoginName knownLogin) {}
