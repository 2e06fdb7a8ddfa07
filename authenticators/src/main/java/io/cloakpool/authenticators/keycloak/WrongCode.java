package io.cloakpool.authenticators.keycloak;

import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;

/** A wrong code, or what a step of a flow takes in the place of one, told so that Keycloak's brute-force detection counts it once. */
final class WrongCode {
    private WrongCode() {}

    /**
     * Ends the step with the page.
     *
     * @param user whose code was asked for; null for a name that nobody has
     * @param error what the event says
     */
    static void refuse(AuthenticationFlowContext context, @Nullable UserModel user, String error, Response page) {
        if (user != null) {
            context.getEvent().user(user);
        }
        context.getEvent().error(error);
        new Identifier(context).failed(user, OTPCredentialModel.TYPE);
        context.failureChallenge(AuthenticationFlowError.INVALID_CREDENTIALS, page);
    }
}
