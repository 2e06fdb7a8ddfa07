package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.RoleConfig;
import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;

/** What the admin console shows of a pool role. */
final class PoolRoleConfigProperties {
    static final List<ProviderConfigProperty> ALL = new ConfigProperties()
            .flag(
                    RoleConfig.ENABLED,
                    "Enabled",
                    true,
                    "A disabled role issues nothing, and the credentials that it issued end at once.")
            .lines(RoleConfig.POLICY, "Policy", "What the role allows: an IAM policy document, version 2012-10-17.")
            .lines(
                    RoleConfig.SESSION_POLICY,
                    "Session policy",
                    "A second policy document that narrows the first one: both must allow.")
            .set(
                    RoleConfig.TRUSTED_POOLS,
                    "Trusted pools",
                    "Names of the identity pools whose identities may take the role.")
            .choices(
                    RoleConfig.TRUSTED_AMR,
                    "Trusted kinds of identity",
                    Amr.class,
                    Amr.AUTHENTICATED,
                    "Whether signed-in users, guests or both may take the role.")
            .text(
                    RoleConfig.MAX_DURATION,
                    "Longest duration (seconds)",
                    Long.toString(CredentialLimits.DEFAULT_LIFETIME.toSeconds()),
                    "Longest life of the role's credentials, 900 to 43200.")
            .flag(
                    RoleConfig.SESSION_TAGS,
                    "Session tags",
                    true,
                    "Whether the role's credentials carry the tags that the login's binding maps.")
            .text(
                    RoleConfig.ISSUER,
                    "Credential issuer",
                    null,
                    "Name of the credential issuer whose security token service issues the role's credentials. When empty they are made here.")
            .text(
                    RoleConfig.REMOTE_ROLE_ARN,
                    "Remote role ARN",
                    null,
                    "ARN of the role at that service. Its own policy and this role's policies must both allow.")
            .flag(
                    RoleConfig.SEND_TAGS,
                    "Send tags",
                    false,
                    "Whether the session's tags go to that service. The role there must then trust sts:TagSession.")
            .lines(
                    RoleConfig.TRUSTED_LOGINS,
                    "Trusted logins",
                    "Which logins may take the role at the sts door with their provider's own token, see docs/own-sts.md: a JSON list of objects with pool, binding and subjects. When empty none may.")
            .set(
                    RoleConfig.ASSUMABLE_BY,
                    "Assumable by",
                    "Names of the roles whose holders may take the role with AssumeRole. Their own policies must allow sts:AssumeRole on it. When empty nobody may.")
            .set(
                    RoleConfig.CALLER_TAGS,
                    "Caller tags",
                    "Names of the session tags that such a holder may set, whose own policies must allow sts:TagSession on the role,"
                            + " and that a SAML identity provider may set with AssumeRoleWithSAML.")
            .list();

    private PoolRoleConfigProperties() {}
}
