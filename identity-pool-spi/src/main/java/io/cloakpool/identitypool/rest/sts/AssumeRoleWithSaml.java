package io.cloakpool.identitypool.rest.sts;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.query.QueryInput;
import io.cloakpool.aws.query.XmlFields;
import io.cloakpool.aws.validation.StringRule;
import io.cloakpool.identitypool.exchange.AssumedRole;
import io.cloakpool.identitypool.exchange.AssumedSamlRole;
import io.cloakpool.identitypool.exchange.IdentityExchange;
import io.cloakpool.identitypool.login.LoginLimits;
import io.cloakpool.identitypool.pool.PoolId;
import java.util.function.Consumer;

/** Credentials for a SAML assertion whose identity provider the role trusts. Nobody signs this request: the assertion proves everything. */
final class AssumeRoleWithSaml implements StsOperation {
    private static final StringRule PRINCIPAL_ARN = StringRule.length(20, 2048);
    private static final StringRule ASSERTION =
            StringRule.length(4, LoginLimits.MAX_RESPONSE_LENGTH).asSecret();

    private final IdentityExchange exchange;

    AssumeRoleWithSaml(IdentityExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public String action() {
        return "AssumeRoleWithSAML";
    }

    @Override
    public XmlFields run(QueryInput input, RawRequest head, byte[] body, Consumer<PoolId> located) {
        input.refuse("PolicyArns");
        String roleArn = StsParameters.roleArn(input);
        String principalArn = input.requiredString("PrincipalArn", PRINCIPAL_ARN);
        String assertion = input.requiredString("SAMLAssertion", ASSERTION);
        AssumedSamlRole role = exchange.telling(located)
                .assumeRoleWithSaml(principalArn, assertion, roleArn, StsParameters.narrowing(input));
        AssumedRole assumed = role.assumed();
        XmlFields answer = new XmlFields()
                .put("Subject", assumed.subject())
                .put("SubjectType", role.subjectType())
                .put("Issuer", assumed.provider())
                .put("Audience", assumed.audience())
                .put("NameQualifier", role.nameQualifier())
                .put("AssumedRoleUser", StsFields.assumedRoleUser(assumed.assumedRoleArn(), assumed.assumedRoleId()))
                .put("Credentials", StsFields.credentials(assumed.credentials()));
        return StsFields.packedPolicySize(answer, assumed.packedPercent());
    }
}
