package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import java.util.List;

/**
 * Credentials of an identity.
 *
 * @param poolId the pool of the identity
 * @param identityId the identity they are for; another one than was asked for when a guest was merged into it
 * @param role the role they carry
 * @param roleArn its ARN, {@code arn:aws:iam::{accountId}:role/{name}}
 * @param decidedBy what chose the role, see {@link io.cloakpool.identitypool.role.ChosenRole#decidedBy}
 * @param credentials the credentials
 * @param amr how the identity was proven, as the pool's OpenID token says it
 */
public record ExchangedCredentials(
        PoolId poolId,
        IdentityId identityId,
        PoolRole role,
        String roleArn,
        String decidedBy,
        IssuedCredentials credentials,
        List<String> amr) {
    public ExchangedCredentials {
        amr = List.copyOf(amr);
    }
}
