package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.identity.IdentityCounts;
import io.cloakpool.identitypool.pool.PoolId;

/** How much a pool is used. */
public record PoolUsage(PoolId id, String name, IdentityCounts counts) {}
