package io.cloakpool.identitypool.exchange;

import io.cloakpool.aws.arn.IamNames;
import io.cloakpool.identitypool.exchange.IssuanceLog.Operation;
import io.cloakpool.identitypool.issuer.embedded.ChainLink;
import io.cloakpool.identitypool.issuer.embedded.ChainedGrant;
import io.cloakpool.identitypool.issuer.embedded.EmbeddedIssuer;
import io.cloakpool.identitypool.issuer.embedded.OpenedCredential;
import io.cloakpool.identitypool.issuer.embedded.RolePrincipal;
import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.MappingLimits;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Credentials of another role for the holder of a pool's credentials ({@code AssumeRole}, "role chaining" in the IAM user guide).
 * That it may take the role has been decided. The new credentials stand on everything that the old ones stand on and end with them,
 * and every role of the chain goes on limiting them: whoever takes a role never gets more than it had.
 */
public final class RoleChaining {
    private final PoolRealm realm;
    private final EmbeddedIssuer issuer;
    private final IssuanceLog log;
    private final InstantSource clock;

    public RoleChaining(PoolRealm realm, EmbeddedIssuer issuer, IssuanceLog log, InstantSource clock) {
        this.realm = realm;
        this.issuer = issuer;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Issues them.
     *
     * @param parent the holder's credential
     * @param role the role that it takes
     * @param sessionName role session name, {@code [\w+=,.@-]{2,64}}
     * @param narrowing its {@code roleArn} is not looked at; its duration is 900 s to one hour, or the role's maximum if that is less
     * @param tags session tags beyond those that the chain has
     * @throws Refused {@code LIMIT_EXCEEDED} for a chain that is too long, {@code POLICY_TOO_LARGE} where the whole chain does not fit
     *     into a session token
     */
    public ChainedRole assume(
            OpenedCredential parent, PoolRole role, String sessionName, Narrowing narrowing, Map<String, String> tags) {
        return Attempt.run(log, Operation.ASSUME_ROLE, pool -> {}, attempt -> {
            attempt.pool(parent.poolId());
            attempt.identity(parent.identityId());
            attempt.user(parent.userId(), parent.clientId());
            attempt.role(role);
            if (!IamNames.isSessionName(sessionName)) {
                throw new Refused(Reason.INVALID_PARAMETER, "The role session name is malformed.");
            }
            if (parent.chain().size() >= CredentialLimits.MAX_CHAINED_ROLES) {
                throw new Refused(
                        Reason.LIMIT_EXCEEDED,
                        "At most " + CredentialLimits.MAX_CHAINED_ROLES + " roles can be assumed one after the other.");
            }
            List<String> policies = SessionPolicies.of(narrowing.policy());
            OptionalInt packed = SessionPolicies.packedPercent(policies, tags);
            ChainedGrant grant = new ChainedGrant(
                    parent,
                    role.id(),
                    role.name(),
                    sessionName,
                    policies,
                    tags(parent, role, tags),
                    Lifetimes.chained(role, narrowing.duration()));
            Instant now = clock.instant();
            ChainedRole chained = answer(grant, packed);
            attempt.issuedCredentials(
                    Duration.between(now, chained.credentials().expiration()));
            return chained;
        });
    }

    private ChainedRole answer(ChainedGrant grant, OptionalInt packed) {
        RolePrincipal principal =
                RolePrincipal.of(realm.accountId(), grant.roleName(), grant.roleId(), grant.sessionName());
        return new ChainedRole(issuer.issue(grant), principal.arn(), principal.userId(), packed);
    }

    /** All that any role of the chain has, and the new ones; none for a role that takes no tags. */
    private static Map<String, String> tags(OpenedCredential parent, PoolRole role, Map<String, String> added) {
        if (!role.sessionTags()) {
            return Map.of();
        }
        Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        tags.putAll(added);
        for (ChainLink link : parent.links()) {
            tags.putAll(link.principalTags());
        }
        if (!MappingLimits.fit(tags)) {
            throw new Refused(
                    Reason.POLICY_TOO_LARGE,
                    "The session has at most " + MappingLimits.TAGS + " tags, and their values at most "
                            + MappingLimits.TAG_BYTES + " bytes together.");
        }
        return tags;
    }
}
