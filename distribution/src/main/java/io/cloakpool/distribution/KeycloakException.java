package io.cloakpool.distribution;

import java.io.IOException;

/** Keycloak could not be built, started or stopped. The message is meant for the person at the terminal. */
public final class KeycloakException extends IOException {
    /** @param message what went wrong, with the last lines of Keycloak's log where there are any */
    public KeycloakException(String message) {
        super(message);
    }
}
