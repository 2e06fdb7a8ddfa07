package io.cloakpool.authenticators.keycloak.base;

import io.cloakpool.authenticators.spi.PublicApi;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Tells somebody who signs in from somebody who comes with a token. Where a token names no session of its own (a service account's, an
 * exchanged one), Keycloak makes one up at the administration's and the account console's doors, on an authentication session that stands
 * in the request's context as if there were a sign-in. It gives that one nothing to do next, and each that a person goes through something.
 */
@PublicApi
public final class RunningSignIn {
    private RunningSignIn() {}

    /** The sign-in that this request is part of: a page, a redirect, an action of an account, or a password in exchange for tokens. */
    public static Optional<AuthenticationSessionModel> of(KeycloakSession session) {
        return Optional.ofNullable(session.getContext().getAuthenticationSession())
                .filter(signIn -> signIn.getAction() != null);
    }
}
