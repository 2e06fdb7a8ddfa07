package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.claims.EventId;
import io.cloakpool.authenticators.device.DeviceKey;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.IDToken;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * Claims of a sign-in: {@code origin_jti}, the same in all tokens of the user's session, {@code event_id}, the same until the user proves
 * who they are once more, and in access tokens {@code client_id} (RFC 9068, section 2.2) and {@code device_key}, where the sign-in was on a
 * remembered device.
 */
public final class SignInMapper extends TokenMapper {
    /** Id of this kind of mapper. */
    public static final String PROVIDER_ID = "oidc-cloakpool-sign-in-mapper";

    static final String ORIGIN = "origin_jti";
    static final String EVENT = "event_id";
    static final String CLIENT = "client_id";
    static final String DEVICE = "device_key";

    public SignInMapper() {
        super(
                PROVIDER_ID,
                "Sign-in (Cognito)",
                "Claims " + ORIGIN + ", which all tokens of the user's session share, and " + EVENT
                        + ", which those of one sign-in share; in access tokens also " + CLIENT
                        + " and, on a remembered device, "
                        + DEVICE + ".");
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
            token.setOtherClaims(
                    EVENT,
                    EventId.of(userSession.getId(), userSession.getNote(AuthenticationManager.AUTH_TIME))
                            .toString());
        }
        if (token instanceof AccessToken) {
            token.setOtherClaims(CLIENT, context.getClientSession().getClient().getClientId());
            RememberedDevices.ofSession(userSession)
                    .ifPresent(device -> token.setOtherClaims(
                            DEVICE, DeviceKey.of(userSession.getRealm().getAttribute(DeviceKey.REGION), device)));
        }
    }
}
