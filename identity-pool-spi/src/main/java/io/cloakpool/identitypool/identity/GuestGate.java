package io.cloakpool.identitypool.identity;

import io.cloakpool.identitypool.pool.PoolId;

/** Asked before a caller without any proof is served. */
@FunctionalInterface
public interface GuestGate {
    /** @throws io.cloakpool.identitypool.spi.Refused when this caller is not to be served now */
    void admit(PoolId pool);
}
