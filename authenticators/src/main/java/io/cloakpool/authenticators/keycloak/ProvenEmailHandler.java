package io.cloakpool.authenticators.keycloak;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.actiontoken.ActionTokenContext;
import org.keycloak.authentication.actiontoken.updateemail.UpdateEmailActionToken;
import org.keycloak.authentication.actiontoken.updateemail.UpdateEmailActionTokenHandler;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.Urls;
import org.keycloak.services.messages.Messages;
import org.keycloak.sessions.AuthenticationSessionCompoundId;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What the link to a new address does, of which Keycloak's own takes effect as soon as anybody opens it: whoever reads the mail is asked
 * first, as Keycloak asks whoever verifies an address. Scanners of mails open links, and would prove addresses for people who have never
 * seen them. One that keeps cookies and follows the links of pages too is not stopped: Keycloak takes tokens by GET alone.
 */
public final class ProvenEmailHandler extends UpdateEmailActionTokenHandler implements PackFactory {
    /** Ahead of Keycloak's own, which has the same id. */
    private static final int ORDER = 10;

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Response handleToken(UpdateEmailActionToken token, ActionTokenContext<UpdateEmailActionToken> context) {
        return context.isAuthenticationSessionFresh() && isWaitedFor(token, context)
                ? question(token, context)
                : super.handleToken(token, context);
    }

    /** Whether there is anything to ask for: of a change that was called off Keycloak tells at once. */
    private static boolean isWaitedFor(
            UpdateEmailActionToken token, ActionTokenContext<UpdateEmailActionToken> context) {
        UserModel user = context.getAuthenticationSession().getAuthenticatedUser();
        return token.getNewEmail().equals(user.getFirstAttribute(UserModel.EMAIL_PENDING));
    }

    /** A page whose link belongs to the session that this page has begun, so that it counts in this browser only. */
    private static Response question(UpdateEmailActionToken token, ActionTokenContext<UpdateEmailActionToken> context) {
        KeycloakSession session = context.getSession();
        RealmModel realm = context.getRealm();
        UriInfo uri = context.getUriInfo();
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        token.setCompoundAuthenticationSessionId(
                AuthenticationSessionCompoundId.fromAuthSession(signIn).getEncodedId());
        String goOn = Urls.actionTokenBuilder(
                        uri.getBaseUri(),
                        token.serialize(session, realm, uri),
                        signIn.getClient().getClientId(),
                        signIn.getTabId(),
                        AuthenticationProcessor.getClientData(session, signIn))
                .build(realm.getName())
                .toString();
        LoginFormsProvider page = session.getProvider(LoginFormsProvider.class);
        return page.setAuthenticationSession(signIn)
                .setUser(signIn.getAuthenticatedUser())
                .setAttribute(
                        "messageHeader",
                        page.getMessage(Messages.CONFIRM_EMAIL_ADDRESS_VERIFICATION_HEADER, token.getNewEmail()))
                .setSuccess(Messages.CONFIRM_EMAIL_ADDRESS_VERIFICATION, token.getNewEmail())
                .setAttribute(Constants.TEMPLATE_ATTR_ACTION_URI, goOn)
                .createInfoPage();
    }
}
