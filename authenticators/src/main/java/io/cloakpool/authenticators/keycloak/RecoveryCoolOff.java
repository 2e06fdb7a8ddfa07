package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.change.CoolOff;
import io.cloakpool.authenticators.keycloak.base.RunningSignIn;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.services.ErrorPageException;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Stands in for what a user who has just recovered the account may not do yet. Keycloak asks all required actions before it begins the one
 * that an app has asked for: that is the moment to put this one in its place. So it does for whom a device has spared the second factor, who
 * signs in again first, see {@link SparedFactor}.
 */
final class RecoveryCoolOff extends PackAction {
    static final String ID = "cloakpool-recovery-cool-off";

    /** What programs are told. */
    static final String TOO_EARLY = "The account was recovered a short time ago: addresses and ways to sign in wait";

    private static final String TEMPLATE = "cloakpool-cool-off.ftl";

    RecoveryCoolOff() {
        super(ID);
    }

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    @Override
    void demand(RequiredActionContext context) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        new Recoveries(context.getSession()).noteWhatIsDone(signIn, context.getUser());
        String action = signIn.getClientNote(Constants.KC_ACTION);
        if (action != null
                && CoolOff.holds(action)
                && new Recoveries(context.getSession()).isCoolingOff(context.getUser())) {
            signIn.setClientNote(Constants.KC_ACTION, ID);
        }
        SparedFactor.demand(context.getSession(), signIn, ID);
    }

    /** Whoever recovered the account a short time ago is not to make another provider a way into it. */
    static void refuseLink(KeycloakSession session, UserModel user) {
        Optional<AuthenticationSessionModel> signIn = RunningSignIn.of(session);
        if (signIn.isPresent() && new Recoveries(session).isCoolingOff(user)) {
            throw tooEarly(session, signIn.get());
        }
    }

    /** What a browser is told. */
    static ErrorPageException tooEarly(KeycloakSession session, AuthenticationSessionModel signIn) {
        return new ErrorPageException(
                session,
                signIn,
                Response.Status.FORBIDDEN,
                "cloakpoolCoolOffText",
                Long.toString(new Recoveries(session).coolOff().length().toHours()));
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        if (SparedFactor.isMissing(context.getAuthenticationSession())) {
            // Keycloak begins no flow from here; it does where an answer to the action is worked on.
            context.challenge(Response.seeOther(context.getActionUrl()).build());
            return;
        }
        long hours = new Recoveries(context.getSession()).coolOff().length().toHours();
        context.challenge(context.form()
                .setAttribute("coolOffHours", Long.toString(hours))
                .createForm(TEMPLATE));
    }

    @Override
    public void processAction(RequiredActionContext context) {
        if (SparedFactor.isMissing(context.getAuthenticationSession())) {
            context.challenge(SparedFactor.signInAgain(context));
            return;
        }
        context.cancel();
    }
}
