package io.cloakpool.migration.keycloak;

import io.cloakpool.authenticators.keycloak.base.RunningSignIn;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.AuthenticationFlowException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.ErrorPage;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.services.cors.Cors;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Ends a request that cannot go on without the old system. A null or a false would tell the user that the name or the password is wrong.
 */
final class Outages {
    private static final String MESSAGE = "cloakpoolMigrationUnavailable";
    private static final String ERROR = "temporarily_unavailable";
    private static final String DESCRIPTION = "Sign-in is not possible at the moment, try again later";
    private static final String TOKEN_ENDPOINT = "/protocol/openid-connect/token";

    private Outages() {}

    /** The exception that answers this request in the form it expects: a page, an OAuth error, or JSON for administrators. */
    static RuntimeException of(KeycloakSession session) {
        Optional<AuthenticationSessionModel> signIn = RunningSignIn.of(session);
        if (signIn.isEmpty()) {
            return new ErrorResponseException(ERROR, DESCRIPTION, Response.Status.SERVICE_UNAVAILABLE);
        }
        if (session.getContext().getUri().getPath().endsWith(TOKEN_ENDPOINT)) {
            Cors cors = Cors.builder()
                    .auth()
                    .allowedMethods("POST")
                    .checkAllowedOrigins(session, session.getContext().getClient());
            return new CorsErrorResponseException(cors, ERROR, DESCRIPTION, Response.Status.SERVICE_UNAVAILABLE);
        }
        return new AuthenticationFlowException(
                AuthenticationFlowError.GENERIC_AUTHENTICATION_ERROR,
                ErrorPage.error(session, signIn.get(), Response.Status.SERVICE_UNAVAILABLE, MESSAGE));
    }
}
