package io.cloakpool.identitypool.pool;

import io.cloakpool.aws.arn.Arn;
import java.util.Optional;

/** Pool roles are stored by name; outside they are ARNs of the realm's account. */
public final class RoleArns {
    private RoleArns() {}

    /**
     * The name of the role of this realm that an ARN names; empty for every other ARN.
     *
     * @throws io.cloakpool.aws.arn.InvalidArnException for a text that is no ARN
     */
    public static Optional<String> name(PoolRealm realm, String text) {
        Arn arn = Arn.parse(text);
        return arn.service().equals("iam") && arn.account().equals(realm.accountId())
                ? arn.roleName()
                : Optional.empty();
    }

    /** The ARN of a role of this realm. */
    public static String of(PoolRealm realm, String name) {
        return Arn.role(realm.accountId(), name).toString();
    }
}
