package io.cloakpool.migration.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps credentials, and asks for new ones a while before they expire. */
public final class KeyCache {
    /** How long before. */
    static final Duration AHEAD = Duration.ofMinutes(5);
    /** How long what lasts is kept before its place is looked at again: a file may have changed. */
    static final Duration KEPT = Duration.ofMinutes(1);

    private final InstantSource clock;
    private @Nullable Keys held;
    private Instant fresh = Instant.MIN;

    public KeyCache(InstantSource clock) {
        this.clock = clock;
    }

    /** What is kept, or what a source has now. One request at a time asks the source. */
    public synchronized Optional<Keys> keys(KeySource source, Duration time) throws CredentialsException {
        Instant now = clock.instant();
        if (held != null && now.isBefore(fresh)) {
            return Optional.of(held);
        }
        try {
            Optional<Keys> keys = source.keys(time);
            keys.ifPresent(found -> hold(found, now));
            return keys;
        } catch (CredentialsException e) {
            if (held == null || held.expires() == null || !now.isBefore(held.expires())) {
                throw e;
            }
            // They still stand. The source is asked again with the next question.
            return Optional.of(held);
        }
    }

    private void hold(Keys keys, Instant now) {
        held = keys;
        fresh = keys.expires() == null ? now.plus(KEPT) : keys.expires().minus(AHEAD);
    }
}
