package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.identity.KnownIdentities;
import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.Revocations;
import java.time.Duration;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.SingleUseObjectProvider;

/** Ended identities in Keycloak's store of revoked tokens, which every node sees and a restart keeps. */
public final class RevokedIdentities implements Revocations {
    private static final String PREFIX = "cloakpool-identity:";
    private static final String LOST_LOGIN_PREFIX = "cloakpool-identity-login:";
    /** A request that found the identity good just before may still be issuing when it ends. */
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(10);

    private final KeycloakSession session;

    public RevokedIdentities(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public boolean isRevoked(IdentityId identity) {
        return session.singleUseObjects().contains(key(PREFIX, identity.toString()));
    }

    @Override
    public boolean hasLostLogin(IdentityId identity) {
        return session.singleUseObjects().contains(key(LOST_LOGIN_PREFIX, identity.toString()));
    }

    /**
     * Ends an identity's credentials in the transaction of the session, at most once in each; kept for as long as any of them
     * could live. {@code revokedTokens()} is the same store, but it writes ahead of the commit, and what is there already keeps
     * its time.
     */
    static void revoke(KeycloakSession session, String identityId) {
        long seconds = CredentialLimits.MAX_LIFETIME.plus(LONGEST_REQUEST).toSeconds();
        session.singleUseObjects().put(key(PREFIX, identityId), seconds, Map.of());
    }

    /** Says in the transaction of the session that an identity loses a login; kept for as long as any node may remember it. */
    static void lostLogin(KeycloakSession session, String identityId) {
        long seconds = KnownIdentities.MAX_AGE.plus(LONGEST_REQUEST).toSeconds();
        session.singleUseObjects().put(key(LOST_LOGIN_PREFIX, identityId), seconds, Map.of());
    }

    private static String key(String prefix, String identityId) {
        return prefix + identityId + SingleUseObjectProvider.REVOKED_KEY;
    }
}
