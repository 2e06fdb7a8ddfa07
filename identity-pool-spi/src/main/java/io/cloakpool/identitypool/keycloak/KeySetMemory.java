package io.cloakpool.identitypool.keycloak;

import java.time.Duration;
import java.time.InstantSource;

/**
 * When key sets were asked for, by the name under which they are stored. Whoever sends a token can have one asked for, so that
 * there must be an end to it.
 *
 * @param failed could not be had; a worker of the server waited seconds for it
 * @param reloaded were asked for again because of an unknown key id
 */
record KeySetMemory(Recently failed, Recently reloaded) {
    /** For as long as Keycloak does not ask again by itself, and a second. */
    static final Duration PAUSE = Duration.ofSeconds(11);

    KeySetMemory(InstantSource clock) {
        this(new Recently(PAUSE, clock), new Recently(PAUSE, clock));
    }
}
