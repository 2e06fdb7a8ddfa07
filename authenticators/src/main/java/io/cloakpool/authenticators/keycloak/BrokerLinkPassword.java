package io.cloakpool.authenticators.keycloak;

import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.broker.IdpUsernamePasswordForm;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.validation.Validation;

/**
 * Asks for the password of the account that is to be linked, as Keycloak's own step does, but takes no temporary one whose time is over: an
 * invitation that somebody finds years later would be a way in.
 */
final class BrokerLinkPassword extends IdpUsernamePasswordForm {
    BrokerLinkPassword(KeycloakSession session) {
        super(session);
    }

    @Override
    protected boolean validateForm(AuthenticationFlowContext context, MultivaluedMap<String, String> form) {
        if (!super.validateForm(context, form)) {
            return false;
        }
        if (new TemporaryPasswords(context.getRealm()).takesBack(context)) {
            context.forceChallenge(challenge(context, TemporaryPasswords.OVER, Validation.FIELD_PASSWORD));
            return false;
        }
        SignInEpoch.begin(context.getSession(), context.getAuthenticationSession(), context.getUser());
        return true;
    }
}
