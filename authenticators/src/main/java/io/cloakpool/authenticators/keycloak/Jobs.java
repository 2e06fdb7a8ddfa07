package io.cloakpool.authenticators.keycloak;

import java.util.function.Function;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Short transactions beside the request's own. */
final class Jobs {
    private static final String NAME = "cloakpool-user-pool";

    private Jobs() {}

    /** Runs in a session of its own that knows the realm of the request, and commits before it returns. */
    static <T> T call(KeycloakSession session, Function<KeycloakSession, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                session.getKeycloakSessionFactory(), session.getContext(), work::apply, NAME);
    }
}
