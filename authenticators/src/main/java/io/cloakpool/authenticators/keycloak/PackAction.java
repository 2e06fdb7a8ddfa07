package io.cloakpool.authenticators.keycloak;

import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.Constants;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What all required actions of this jar have in common. Keycloak asks each that is enabled before it lets anybody in. */
abstract class PackAction implements RequiredActionProvider {
    private final String id;

    PackAction(String id) {
        this.id = id;
    }

    @Override
    public final void evaluateTriggers(RequiredActionContext context) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        if (SignInEpoch.isOver(context.getSession(), signIn, context.getUser())) {
            throw SignInEpoch.over(context.getSession(), signIn);
        }
        SignInEpoch.begin(context.getSession(), signIn, context.getUser());
        // Of an action that nobody may begin Keycloak takes the wish for leave to skip it, also where it has to be
        // done.
        if (initiatedActionSupport() == InitiatedActionSupport.NOT_SUPPORTED
                && id.equals(signIn.getClientNote(Constants.KC_ACTION))) {
            signIn.removeClientNote(Constants.KC_ACTION);
        }
        demand(context);
    }

    /** Has the user do it where it is needed. */
    void demand(RequiredActionContext context) {}

    @Override
    public void close() {}
}
