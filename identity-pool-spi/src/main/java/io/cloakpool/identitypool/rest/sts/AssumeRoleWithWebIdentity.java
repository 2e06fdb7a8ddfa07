package io.cloakpool.identitypool.rest.sts;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.query.QueryInput;
import io.cloakpool.aws.query.XmlFields;
import io.cloakpool.aws.validation.StringRule;
import io.cloakpool.identitypool.exchange.AssumedRole;
import io.cloakpool.identitypool.exchange.IdentityExchange;
import io.cloakpool.identitypool.pool.PoolId;
import java.util.function.Consumer;

/**
 * Credentials for the OpenID token of a pool of this realm, or for the ID token of a login that the role trusts. Nobody signs this
 * request: the token proves everything.
 */
final class AssumeRoleWithWebIdentity implements StsOperation {
    private static final StringRule TOKEN = StringRule.length(4, 20_000).asSecret();

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
        // A provider is named for OAuth 2.0 access tokens only, and none is taken here.
        input.refuse("PolicyArns", "ProviderId");
        String roleArn = StsParameters.roleArn(input);
        String sessionName = StsParameters.sessionName(input);
        String token = input.requiredString("WebIdentityToken", TOKEN);
        AssumedRole assumed = exchange.telling(located)
                .assumeRoleWithWebIdentity(token, roleArn, sessionName, StsParameters.narrowing(input));
        XmlFields answer = new XmlFields()
                .put("SubjectFromWebIdentityToken", assumed.subject())
                .put("Audience", assumed.audience())
                .put("AssumedRoleUser", StsFields.assumedRoleUser(assumed.assumedRoleArn(), assumed.assumedRoleId()))
                .put("Credentials", StsFields.credentials(assumed.credentials()))
                .put("Provider", assumed.provider());
        return StsFields.packedPolicySize(answer, assumed.packedPercent());
    }
}
