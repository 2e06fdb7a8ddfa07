package io.cloakpool.identitypool.keycloak;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The names for which something was done a moment ago. */
final class Recently {
    private static final int MAX_NAMES = 10_000;

    private final Cache<String, Instant> done =
            Caffeine.newBuilder().maximumSize(MAX_NAMES).build();
    private final Duration moment;
    private final InstantSource clock;

    Recently(Duration moment, InstantSource clock) {
        this.moment = moment;
        this.clock = clock;
    }

    void note(String name) {
        done.put(name, clock.instant());
    }

    boolean has(String name) {
        Instant last = done.getIfPresent(name);
        return last != null && clock.instant().isBefore(last.plus(moment));
    }
}
