package io.cloakpool.identitypool.rest.sts;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.query.QueryInput;
import io.cloakpool.aws.query.XmlFields;
import io.cloakpool.aws.validation.StringRule;
import io.cloakpool.identitypool.exchange.AssumedRole;
import io.cloakpool.identitypool.exchange.IdentityExchange;
import io.cloakpool.identitypool.exchange.Narrowing;
import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import java.time.Duration;
import java.util.function.Consumer;

/** Credentials for the OpenID token of a pool of this realm. Nobody signs this request: the token proves everything. */
final class AssumeRoleWithWebIdentity implements StsOperation {
    private static final StringRule ROLE_ARN = StringRule.length(20, 2048);
    private static final StringRule SESSION_NAME = StringRule.length(2, 64).matching("[\\w+=,.@-]*");
    private static final StringRule TOKEN = StringRule.length(4, 20_000).asSecret();
    private static final StringRule POLICY =
            StringRule.length(1, 2048).matching("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");

    private final IdentityExchange exchange;

    AssumeRoleWithWebIdentity(IdentityExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public String action() {
        return "AssumeRoleWithWebIdentity";
    }

    @Override
    public XmlFields run(QueryInput input, RawRequest head, byte[] body, Consumer<PoolId> located) {
        input.refuse("PolicyArns", "ProviderId");
        String roleArn = input.requiredString("RoleArn", ROLE_ARN);
        String sessionName = input.requiredString("RoleSessionName", SESSION_NAME);
        String token = input.requiredString("WebIdentityToken", TOKEN);
        Narrowing narrowing = new Narrowing(
                null,
                input.optionalInteger(
                                "DurationSeconds",
                                seconds(CredentialLimits.MIN_LIFETIME),
                                seconds(CredentialLimits.MAX_LIFETIME))
                        .map(value -> Duration.ofSeconds(value))
                        .orElse(null),
                input.optionalString("Policy", POLICY).orElse(null));
        AssumedRole assumed =
                exchange.telling(located).assumeRoleWithWebIdentity(token, roleArn, sessionName, narrowing);
        IssuedCredentials credentials = assumed.credentials();
        return new XmlFields()
                .put("SubjectFromWebIdentityToken", assumed.subject())
                .put("Audience", assumed.audience())
                .put(
                        "AssumedRoleUser",
                        new XmlFields()
                                .put("Arn", assumed.assumedRoleArn())
                                .put("AssumedRoleId", assumed.assumedRoleId()))
                .put(
                        "Credentials",
                        new XmlFields()
                                .put("AccessKeyId", credentials.accessKeyId())
                                .put("SecretAccessKey", credentials.secretAccessKey())
                                .put("SessionToken", credentials.sessionToken())
                                .put("Expiration", credentials.expiration().toString()))
                .put("Provider", assumed.provider());
    }

    private static int seconds(Duration duration) {
        return Math.toIntExact(duration.toSeconds());
    }
}
