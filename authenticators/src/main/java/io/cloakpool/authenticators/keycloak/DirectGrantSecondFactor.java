package io.cloakpool.authenticators.keycloak;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.OAuthErrorException;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/**
 * Ends a password grant of a user with a second factor, and where the realm demands one of every user: a password alone is not enough, and
 * there is no page to ask for more. The answer is that of a wrong password: else it would say that the password was right.
 */
final class DirectGrantSecondFactor extends PlainStep {
    private static final String DESCRIPTION = "Invalid user credentials";

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (!SecondFactors.mayBeAsked(context.getUser()) && !SecondFactors.areDemanded(context.getRealm())) {
            context.success();
            return;
        }
        context.getEvent()
                .user(context.getUser())
                .detail("reason", "second factor needed")
                .error("access_denied");
        Response answer = Response.status(Response.Status.BAD_REQUEST)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new OAuth2ErrorRepresentation(OAuthErrorException.INVALID_GRANT, DESCRIPTION))
                .build();
        context.failure(AuthenticationFlowError.ACCESS_DENIED, answer);
    }

    @Override
    public boolean requiresUser() {
        return true;
    }
}
