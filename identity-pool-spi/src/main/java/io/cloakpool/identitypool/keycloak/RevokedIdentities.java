package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.Revocations;
import org.keycloak.models.KeycloakSession;

/** Ended identities in Keycloak's store of revoked tokens, which every node sees and a restart keeps. */
public final class RevokedIdentities implements Revocations {
    private static final String PREFIX = "cloakpool-identity:";

    private final KeycloakSession session;

    public RevokedIdentities(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public boolean isRevoked(IdentityId identity) {
        return session.revokedTokens().contains(PREFIX + identity);
    }

    /** Ends an identity's credentials in the transaction of the session; kept for as long as any of them could live. */
    static void revoke(KeycloakSession session, String identityId) {
        session.revokedTokens().put(PREFIX + identityId, CredentialLimits.MAX_LIFETIME.toSeconds());
    }
}
