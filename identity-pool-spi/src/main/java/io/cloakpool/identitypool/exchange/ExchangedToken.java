package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;

/**
 * The OpenID token of an identity. {@code toString} does not show it.
 *
 * @param poolId the pool of the identity
 * @param identityId the identity it is for; another one than was asked for when a guest was merged into it
 * @param token compact JWT of the pool's issuer
 */
public record ExchangedToken(PoolId poolId, IdentityId identityId, String token) {
    @Override
    public String toString() {
        return "ExchangedToken[" + identityId + "]";
    }
}
