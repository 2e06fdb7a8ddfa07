package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.change.CoolOff;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.requiredactions.UpdateEmail;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.services.validation.Validation;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * A second factor that a remembered device has spared. It is made up for before the user changes factors or addresses, also in a session that
 * is there: Keycloak asks nobody to sign in again within five minutes.
 */
final class SparedFactor {
    /** Note of the session: stored, so it stays. */
    private static final String SPARED = "cloakpool-factor-spared";
    /** What the app has asked for, while the sign-in begins anew. */
    private static final String WANTED = "cloakpool-wanted-action";

    private SparedFactor() {}

    /** Whether a sign-in is for a change that takes both factors. */
    static boolean isWantedBy(AuthenticationSessionModel signIn) {
        String action = signIn.getClientNote(Constants.KC_ACTION);
        return action != null && (CoolOff.holds(action) || changesAddress(signIn, action));
    }

    /** Whether it is a profile with an address: where new ones are proven elsewhere, that of a user who has none yet. */
    private static boolean changesAddress(AuthenticationSessionModel signIn, String action) {
        UserModel user = signIn.getAuthenticatedUser();
        return UserModel.RequiredAction.UPDATE_PROFILE.name().equals(action)
                && (!UpdateEmail.isEnabled(signIn.getRealm()) || user == null || Validation.isBlank(user.getEmail()));
    }

    /** Notes for the session of a sign-in whether a device has spared the factor. */
    static void note(AuthenticationSessionModel signIn, boolean spared) {
        signIn.setUserSessionNote(SPARED, Boolean.toString(spared));
    }

    /** Puts the sign-in anew before what an app asks for in a session without the factor. */
    static void demand(KeycloakSession session, AuthenticationSessionModel signIn, String action) {
        if (isWantedBy(signIn) && AuthenticatorUtil.isSSOAuthentication(signIn) && isSpared(session, signIn)) {
            signIn.setClientNote(WANTED, signIn.getClientNote(Constants.KC_ACTION));
            signIn.setClientNote(Constants.KC_ACTION, action);
        }
    }

    /** Whether the sign-in has to begin anew. */
    static boolean isMissing(AuthenticationSessionModel signIn) {
        return signIn.getClientNote(WANTED) != null;
    }

    /** Begins it anew, with both factors; afterwards what the app has asked for is next. */
    static Response signInAgain(RequiredActionContext context) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        signIn.setClientNote(Constants.KC_ACTION, signIn.getClientNote(WANTED));
        signIn.removeClientNote(WANTED);
        signIn.removeClientNote(Constants.KC_ACTION_EXECUTING);
        signIn.setClientNote(OIDCLoginProtocol.PROMPT_PARAM, OIDCLoginProtocol.PROMPT_VALUE_LOGIN);
        AuthenticationProcessor.resetFlow(signIn, LoginActionsService.AUTHENTICATE_PATH);
        URI start = LoginActionsService.loginActionsBaseUrl(context.getUriInfo())
                .path(LoginActionsService.AUTHENTICATE_PATH)
                .queryParam(Constants.CLIENT_ID, signIn.getClient().getClientId())
                .queryParam(Constants.TAB_ID, signIn.getTabId())
                .queryParam(Constants.CLIENT_DATA, AuthenticationProcessor.getClientData(context.getSession(), signIn))
                .build(context.getRealm().getName());
        return Response.seeOther(start).build();
    }

    /** Whether a session was begun without the factor. */
    static boolean isSpared(@Nullable UserSessionModel begun) {
        return begun != null && Boolean.parseBoolean(begun.getNote(SPARED));
    }

    private static boolean isSpared(KeycloakSession session, AuthenticationSessionModel signIn) {
        return isSpared(session.sessions()
                .getUserSession(signIn.getRealm(), signIn.getParentSession().getId()));
    }
}
