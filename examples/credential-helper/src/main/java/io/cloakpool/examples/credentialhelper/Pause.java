package io.cloakpool.examples.credentialhelper;

import java.time.Duration;

/** Waits; the tests let time pass instead. */
@FunctionalInterface
interface Pause {
    void of(Duration duration) throws InterruptedException;
}
