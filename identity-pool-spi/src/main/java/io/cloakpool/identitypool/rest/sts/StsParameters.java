package io.cloakpool.identitypool.rest.sts;

import io.cloakpool.aws.query.QueryInput;
import io.cloakpool.aws.validation.StringRule;
import io.cloakpool.identitypool.exchange.Narrowing;
import io.cloakpool.identitypool.pool.CredentialLimits;
import java.time.Duration;

/** What the operations that give a role have in common. Constraints are those of the API reference of STS. */
final class StsParameters {
    private static final StringRule ROLE_ARN = StringRule.length(20, 2048);
    private static final StringRule SESSION_NAME = StringRule.length(2, 64).matching("[\\w+=,.@-]*");
    private static final StringRule POLICY =
            StringRule.length(1, 2048).matching("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");

    private StsParameters() {}

    static String roleArn(QueryInput input) {
        return input.requiredString("RoleArn", ROLE_ARN);
    }

    static String sessionName(QueryInput input) {
        return input.requiredString("RoleSessionName", SESSION_NAME);
    }

    static Narrowing narrowing(QueryInput input) {
        return new Narrowing(
                null,
                input.optionalInteger(
                                "DurationSeconds",
                                seconds(CredentialLimits.MIN_LIFETIME),
                                seconds(CredentialLimits.MAX_LIFETIME))
                        .map(value -> Duration.ofSeconds(value))
                        .orElse(null),
                input.optionalString("Policy", POLICY).orElse(null));
    }

    private static int seconds(Duration duration) {
        return Math.toIntExact(duration.toSeconds());
    }
}
