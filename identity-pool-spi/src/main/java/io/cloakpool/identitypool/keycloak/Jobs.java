package io.cloakpool.identitypool.keycloak;

import java.util.function.Function;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Short transactions beside the request's own. */
final class Jobs {
    private static final String NAME = "cloakpool";

    private Jobs() {}

    /** Runs in a session of its own that knows the realm of the request, and commits before it returns. */
    static <T> T call(KeycloakSession session, Function<KeycloakSession, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                session.getKeycloakSessionFactory(), session.getContext(), work::apply, NAME);
    }

    /** Runs in a session of its own without a realm, and commits before it returns. */
    static <T> T call(KeycloakSessionFactory factory, Function<KeycloakSession, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, null, work::apply, NAME);
    }
}
