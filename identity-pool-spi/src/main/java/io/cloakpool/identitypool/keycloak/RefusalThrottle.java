package io.cloakpool.identitypool.keycloak;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets one refusal per minute and caller through: who is nobody, or repeats itself, must not fill the table of events. */
final class RefusalThrottle {
    static final Duration PERIOD = Duration.ofMinutes(1);

    private static final int MAX_CALLERS = 10_000;

    private record Caller(String realmId, String who) {}

    private final InstantSource clock;
    private final Cache<Caller, Instant> stored =
            Caffeine.newBuilder().maximumSize(MAX_CALLERS).build();

    RefusalThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Whether a refusal is to be stored now; one in a period gets a yes.
     *
     * @param who an address where nobody is proven, else who is
     */
    boolean admits(String realmId, String who) {
        Instant now = clock.instant();
        AtomicBoolean admitted = new AtomicBoolean();
        stored.asMap().compute(new Caller(realmId, who), (caller, last) -> {
            if (last != null && now.isBefore(last.plus(PERIOD))) {
                return last;
            }
            admitted.set(true);
            return now;
        });
        return admitted.get();
    }
}
