package io.cloakpool.authenticators.keycloak;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Has users without a second factor set one up before they get a token. Cognito gives tokens at the first sign-in and asks later.
 */
final class SecondFactorNeeded implements Authenticator {
    @Override
    public void authenticate(AuthenticationFlowContext context) {
        SecondFactorChoice.demand(context.getUser(), context.getAuthenticationSession());
        context.success();
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        authenticate(context);
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

    @Override
    public void close() {}
}
