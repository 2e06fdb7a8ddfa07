package io.cloakpool.migration.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Keeps credentials, and asks for new ones a while before they expire. */
public final class KeyCache {
    /** How long before. */
    static final Duration AHEAD = Duration.ofMinutes(5);
    /** How long what lasts is kept before its place is looked at again: a file may have changed. */
    static final Duration KEPT = Duration.ofMinutes(1);
    /** How long their place is left alone when it gave none: each question would wait for it in vain. */
    static final Duration SPARED = Duration.ofSeconds(30);
    /** What part of the time the place has while there are credentials that stand: they are of use only with time left for the call. */
    private static final int PART = 3;

    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Held held;

    public KeyCache(InstantSource clock) {
        this.clock = clock;
    }

    /** @param until when the source is not asked again */
    private record Held(Keys keys, Instant until) {
        boolean stands(Instant now) {
            return keys.expires() == null || now.isBefore(keys.expires());
        }
    }

    /**
     * What is kept, or what a source has now. One request at a time asks the source; the others go on with what still stands, or wait.
     *
     * @param time at most to wait
     */
    public Optional<Keys> keys(KeySource source, Duration time) throws CredentialsException {
        Held known = held;
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.until())) {
            return Optional.of(known.keys());
        }
        @Nullable Keys standing = known != null && known.stands(now) ? known.keys() : null;
        if (!isMine(standing == null ? time : Duration.ZERO)) {
            if (standing == null) {
                throw new CredentialsException("the source of credentials does not answer");
            }
            return Optional.of(standing);
        }
        try {
            Duration left = time.minus(Duration.between(now, clock.instant()));
            Duration share = standing == null ? left : left.dividedBy(PART);
            return renewed(source, share.isNegative() ? Duration.ZERO : share, standing);
        } finally {
            asking.unlock();
        }
    }

    private boolean isMine(Duration wait) throws CredentialsException {
        try {
            return asking.tryLock(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CredentialsException("the request was ended");
        }
    }

    private Optional<Keys> renewed(KeySource source, Duration time, @Nullable Keys standing)
            throws CredentialsException {
        Held known = held;
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.until())) {
            // By whoever was waited for.
            return Optional.of(known.keys());
        }
        try {
            Optional<Keys> keys = source.keys(time);
            keys.ifPresent(found -> held = new Held(found, until(found, now)));
            return keys;
        } catch (CredentialsException e) {
            if (standing == null) {
                throw e;
            }
            Instant again = clock.instant().plus(SPARED);
            Instant end = standing.expires();
            held = new Held(standing, end == null || again.isBefore(end) ? again : end);
            return Optional.of(standing);
        }
    }

    private static Instant until(Keys keys, Instant now) {
        Instant expires = keys.expires();
        return expires == null ? now.plus(KEPT) : expires.minus(AHEAD);
    }
}
