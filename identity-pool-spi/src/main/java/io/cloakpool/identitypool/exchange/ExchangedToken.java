package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.pool.IdentityId;

/**
 * The OpenID token of an identity. {@code toString} does not show it.
 *
 * @param identityId the identity it is for; another one than was asked for when a guest was merged into it
 * @param token compact JWT of the pool's issuer
 */
public record ExchangedToken(IdentityId identityId, String token) {
    @Override
    public String toString() {
        return "ExchangedToken[" + identityId + "]";
    }
}
