package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.change.CoolOff;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.Constants;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Stands in for what a user who has just recovered the account may not do yet. Keycloak asks all required actions before it begins the one
 * that an app has asked for: that is the moment to put this one in its place.
 */
final class RecoveryCoolOff implements RequiredActionProvider {
    static final String ID = "cloakpool-recovery-cool-off";

    private static final String TEMPLATE = "cloakpool-cool-off.ftl";

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        String action = signIn.getClientNote(Constants.KC_ACTION);
        if (action != null
                && CoolOff.holds(action)
                && new Recoveries(context.getSession()).isCoolingOff(context.getUser())) {
            signIn.setClientNote(Constants.KC_ACTION, ID);
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        long hours = new Recoveries(context.getSession()).coolOff().length().toHours();
        context.challenge(context.form()
                .setAttribute("coolOffHours", Long.toString(hours))
                .createForm(TEMPLATE));
    }

    @Override
    public void processAction(RequiredActionContext context) {
        context.cancel();
    }

    @Override
    public void close() {}
}
