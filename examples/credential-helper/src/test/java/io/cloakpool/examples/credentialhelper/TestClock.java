package io.cloakpool.examples.credentialhelper;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Time that passes by waiting only. After a number of pauses whoever waits is interrupted, as if the program were stopped. */
final class TestClock implements InstantSource, Pause {
    private final List<Duration> pauses = new ArrayList<>();
    private final int pausesAllowed;
    private Instant now = Instant.parse("2020-01-02T03:04:05Z");

    TestClock(int pausesAllowed) {
        this.pausesAllowed = pausesAllowed;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void of(Duration duration) throws InterruptedException {
        if (pauses.size() == pausesAllowed) {
            throw new InterruptedException("the test has seen enough");
        }
        pauses.add(duration);
        now = now.plus(duration);
    }

    void pass(Duration duration) {
        now = now.plus(duration);
    }

    List<Duration> pauses() {
        return pauses;
    }
}
