package io.cloakpool.identitypool.issuer.sts;

import io.cloakpool.aws.arn.Arn;
import io.cloakpool.aws.policy.ConditionKeys;
import io.cloakpool.aws.policy.PolicyDocument;
import io.cloakpool.aws.policy.PolicyRenderingException;
import io.cloakpool.aws.policy.SessionPolicyRenderer;
import io.cloakpool.identitypool.issuer.PoolOpenIdTokens;
import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.IssuerSettings;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.RemoteRole;
import io.cloakpool.identitypool.spi.CredentialIssuer;
import io.cloakpool.identitypool.spi.Grant;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Has a security token service issue the credentials of one pool role. Endpoint and role are configured; the token and the
 * session policy are made for this grant, so that a caller can only narrow. Nobody can recall what was issued.
 */
final class StsIssuer implements CredentialIssuer {
    private final PoolRealm realm;
    private final PoolRole role;
    private final RemoteRole remote;
    private final IssuerSettings settings;
    private final PoolOpenIdTokens tokens;
    private final StsClient client;

    StsIssuer(
            PoolRealm realm,
            PoolRole role,
            RemoteRole remote,
            IssuerSettings settings,
            PoolOpenIdTokens tokens,
            StsClient client) {
        this.realm = realm;
        this.role = role;
        this.remote = remote;
        this.settings = settings;
        this.tokens = tokens;
        this.client = client;
    }

    @Override
    public IssuedCredentials issue(Grant grant) {
        if (grant.lifetime().compareTo(CredentialLimits.MIN_LIFETIME) < 0) {
            throw new Refused(
                    Reason.INVALID_PARAMETER,
                    "Credentials of this role live " + CredentialLimits.MIN_LIFETIME.toSeconds()
                            + " seconds at least.");
        }
        String policy = sessionPolicy(grant);
        String token = tokens.mintForSts(grant, settings.tags() && remote.sendTags());
        return client.assumeRoleWithWebIdentity(
                settings, new StsClient.Call(remote.roleArn(), grant.sessionName(), token, policy, grant.lifetime()));
    }

    private String sessionPolicy(Grant grant) {
        List<PolicyDocument> documents = new ArrayList<>();
        documents.add(role.policy());
        if (role.sessionPolicy() != null) {
            documents.add(role.sessionPolicy());
        }
        grant.sessionPolicies().forEach(json -> documents.add(PolicyDocument.parseSessionPolicy(json)));
        try {
            String policy = SessionPolicyRenderer.render(documents, session(grant));
            return settings.colonsAsWildcards() ? SessionPolicyRenderer.withoutColons(policy) : policy;
        } catch (PolicyRenderingException e) {
            boolean callers = !grant.sessionPolicies().isEmpty();
            throw new Refused(
                    callers ? Reason.MALFORMED_POLICY : Reason.POOL_MISCONFIGURED,
                    "The policies of role '" + role.name() + "' cannot be sent to its security token service: "
                            + e.getMessage() + ".",
                    e);
        }
    }

    private Map<String, List<String>> session(Grant grant) {
        Map<String, List<String>> keys = new HashMap<>();
        keys.put(ConditionKeys.COGNITO_SUB, List.of(grant.identityId()));
        keys.put(ConditionKeys.COGNITO_AUD, List.of(grant.poolId()));
        keys.put(ConditionKeys.COGNITO_AMR, grant.amr());
        keys.put(
                ConditionKeys.PRINCIPAL_ARN,
                List.of(Arn.role(realm.accountId(), role.name()).toString()));
        grant.principalTags()
                .forEach((key, value) -> keys.put(ConditionKeys.PRINCIPAL_TAG_PREFIX + key, List.of(value)));
        return keys;
    }
}
