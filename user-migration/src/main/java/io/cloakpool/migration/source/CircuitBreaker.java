package io.cloakpool.migration.source;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Leaves a source alone that is silent again and again: while it is out, each sign-in would otherwise wait for the whole of its time. After a
 * pause one question is let through, and its outcome decides for the others.
 */
public final class CircuitBreaker {
    /** Failures running after which the source is left alone. */
    static final int FAILURES = 5;
    /** How long it is left alone. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private final InstantSource clock;
    private int failures;
    private Instant openUntil = Instant.EPOCH;

    public CircuitBreaker(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether a question may be asked now. Whoever was let through tells how it went. */
    public synchronized boolean lets() {
        if (failures < FAILURES) {
            return true;
        }
        Instant now = clock.instant();
        if (now.isBefore(openUntil)) {
            return false;
        }
        openUntil = now.plus(PAUSE);
        return true;
    }

    /** The source answered, whatever it was. */
    public synchronized void answered() {
        failures = 0;
    }

    /** The source did not answer. */
    public synchronized void failed() {
        failures = Math.min(FAILURES, failures + 1);
        if (failures == FAILURES) {
            openUntil = clock.instant().plus(PAUSE);
        }
    }
}
