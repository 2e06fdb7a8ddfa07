package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolArns;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;

/** Reads ids. The model's pattern is wider than the form of our ids: what fits only the pattern names nothing. */
final class Ids {
    private Ids() {}

    static PoolId poolId(JsonInput input) {
        String text = input.requiredString("IdentityPoolId", FieldRules.IDENTITY_POOL_ID);
        return PoolId.parse(text)
                .orElseThrow(() -> new Refused(Reason.POOL_NOT_FOUND, "IdentityPool '" + text + "' not found."));
    }

    /** The pool whose ARN is {@code ResourceArn}: {@code arn:aws:cognito-identity:{region}:{account}:identitypool/{poolId}}. */
    static PoolId resource(JsonInput input, PoolRealm realm) {
        String text = input.requiredString("ResourceArn", FieldRules.ARN);
        return PoolArns.parse(text, realm)
                .orElseThrow(() -> new Refused(Reason.RESOURCE_NOT_FOUND, "Resource '" + text + "' not found."));
    }

    static IdentityId identityId(JsonInput input) {
        String text = input.requiredString("IdentityId", FieldRules.IDENTITY_ID);
        return IdentityId.parse(text)
                .orElseThrow(() -> new Refused(Reason.IDENTITY_NOT_FOUND, "Identity '" + text + "' not found."));
    }
}
