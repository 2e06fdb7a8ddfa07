package io.cloakpool.identitypool.issuer.embedded;

import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.spi.CredentialIssuer;
import io.cloakpool.identitypool.spi.Grant;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Issues {@link SealedCredentials}. */
public final class EmbeddedIssuer implements CredentialIssuer {
    private final SealedCredentials credentials;
    private final InstantSource clock;

    public EmbeddedIssuer(SealedCredentials credentials, InstantSource clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    @Override
    public IssuedCredentials issue(Grant grant) {
        requireLifetime(grant.lifetime());
        Instant now = now();
        PoolId pool = PoolId.parse(grant.poolId()).orElseThrow(() -> malformed("pool id"));
        IdentityId identity = IdentityId.parse(grant.identityId()).orElseThrow(() -> malformed("identity id"));
        return credentials.seal(
                pool.uuid(),
                new SealedContent(
                        identity.uuid(),
                        grant.poolGeneration(),
                        grant.roleId(),
                        grant.roleName(),
                        grant.sessionName(),
                        grant.userId(),
                        grant.sessionId(),
                        grant.clientId(),
                        grant.loginIssuedAt(),
                        now,
                        now.plus(grant.lifetime()),
                        grant.amr(),
                        grant.sessionPolicies(),
                        grant.principalTags(),
                        List.of()));
    }

    /**
     * Credentials of another role for the holder of a credential. All that its life and its identity stand on stays as it is, and
     * they end when it does.
     */
    public IssuedCredentials issue(ChainedGrant grant) {
        requireLifetime(grant.lifetime());
        OpenedCredential parent = grant.parent();
        Instant now = now();
        Instant end = now.plus(grant.lifetime());
        return credentials.seal(
                parent.poolId().uuid(),
                new SealedContent(
                        parent.identityId().uuid(),
                        parent.poolGeneration(),
                        grant.roleId(),
                        grant.roleName(),
                        grant.sessionName(),
                        parent.userId(),
                        parent.sessionId(),
                        parent.clientId(),
                        parent.loginIssuedAt().getEpochSecond(),
                        now,
                        end.isBefore(parent.expiresAt()) ? end : parent.expiresAt(),
                        parent.amr(),
                        grant.sessionPolicies(),
                        grant.principalTags(),
                        parent.links()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Nobody can recall what was sealed with a wrong time, so the last gate looks once more. */
    private static void requireLifetime(Duration lifetime) {
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(CredentialLimits.MAX_LIFETIME) > 0) {
            throw new Refused(Reason.INVALID_PARAMETER, "The lifetime of credentials must be 1 second to 12 hours.");
        }
    }

    private static Refused malformed(String what) {
        return new Refused(Reason.INVALID_PARAMETER, "The " + what + " of the grant is malformed.");
    }
}
