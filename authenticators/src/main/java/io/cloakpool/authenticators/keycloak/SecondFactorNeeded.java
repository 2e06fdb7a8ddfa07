package io.cloakpool.authenticators.keycloak;

import org.keycloak.authentication.AuthenticationFlowContext;

/**
 * Has users without a second factor set one up before they get a token. Cognito gives tokens at the first sign-in and asks later.
 */
final class SecondFactorNeeded extends PlainStep {
    @Override
    public void authenticate(AuthenticationFlowContext context) {
        SecondFactorChoice.demand(context.getUser(), context.getAuthenticationSession());
        context.success();
    }

    @Override
    public boolean requiresUser() {
        return true;
    }
}
