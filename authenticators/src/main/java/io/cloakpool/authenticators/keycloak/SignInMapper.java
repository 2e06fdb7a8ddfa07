package io.cloakpool.authenticators.keycloak;

import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.IDToken;

/**
 * Claims of a sign-in: {@code origin_jti}, the same in all tokens of the user's session, and in access tokens {@code client_id} (RFC
 * 9068, section 2.2).
 */
public final class SignInMapper extends TokenMapper implements TokenIntrospectionTokenMapper {
    /** Id of this kind of mapper. */
    public static final String PROVIDER_ID = "oidc-cloakpool-sign-in-mapper";

    static final String ORIGIN = "origin_jti";
    static final String CLIENT = "client_id";

    public SignInMapper() {
        super(
                PROVIDER_ID,
                "Sign-in (Cognito)",
                "Claim " + ORIGIN + ", which all tokens of the user's session share, and in access tokens " + CLIENT
                        + ".");
    }

    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext context) {
        // Nothing can be asked or ended later by a session that is not kept: a client's own, or that of an exchange of
        // tokens.
        if (userSession.getPersistenceState() != UserSessionModel.SessionPersistenceState.TRANSIENT) {
            token.setOtherClaims(ORIGIN, userSession.getId());
        }
        if (token instanceof AccessToken) {
            token.setOtherClaims(CLIENT, context.getClientSession().getClient().getClientId());
        }
    }
}
