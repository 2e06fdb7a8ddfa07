package io.cloakpool.identitypool.pool;

import io.cloakpool.aws.arn.Arn;
import io.cloakpool.aws.arn.InvalidArnException;
import java.util.Optional;

/** ARNs of identity pools: {@code arn:aws:cognito-identity:{region}:{account}:identitypool/{poolId}}. */
public final class PoolArns {
    private static final String PARTITION = "aws";
    private static final String SERVICE = "cognito-identity";
    private static final String RESOURCE = "identitypool/";

    private PoolArns() {}

    /** The ARN of a pool. */
    public static String of(PoolId pool, PoolRealm realm) {
        return new Arn(PARTITION, SERVICE, realm.region(), realm.accountId(), RESOURCE + pool).toString();
    }

    /** The pool of this realm that an ARN names; empty for every other text. */
    public static Optional<PoolId> parse(String text, PoolRealm realm) {
        try {
            String resource = Arn.parse(text).resource();
            return resource.startsWith(RESOURCE)
                    ? PoolId.parse(resource.substring(RESOURCE.length()))
                            .filter(pool -> of(pool, realm).equals(text))
                    : Optional.empty();
        } catch (InvalidArnException e) {
            return Optional.empty();
        }
    }
}
