package io.cloakpool.authenticators.keycloak;

import java.util.List;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.IDToken;

/**
 * Claims of a sign-in: {@code origin_jti}, the same in all tokens of the user's session, and in access tokens {@code client_id} (RFC
 * 9068, section 2.2).
 */
public final class SignInMapper extends AbstractOIDCProtocolMapper
        implements OIDCIDTokenMapper, OIDCAccessTokenMapper, TokenIntrospectionTokenMapper {
    /** Id of this kind of mapper. */
    public static final String PROVIDER_ID = "oidc-cloakpool-sign-in-mapper";

    static final String ORIGIN = "origin_jti";
    static final String CLIENT = "client_id";

    private static final List<ProviderConfigProperty> PROPERTIES = Tokens.inclusion(SignInMapper.class);

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayType() {
        return "Sign-in (Cognito)";
    }

    @Override
    public String getDisplayCategory() {
        return TOKEN_MAPPER_CATEGORY;
    }

    @Override
    public String getHelpText() {
        return "Claim " + ORIGIN + ", which all tokens of the user's session share, and in access tokens " + CLIENT
                + ".";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return PROPERTIES;
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
