package io.cloakpool.identitypool.keycloak;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets one refusal of an anonymous caller per minute and address through: who is nobody must not fill the table of events. */
final class RefusalThrottle {
    static final Duration PERIOD = Duration.ofMinutes(1);

    private static final int MAX_ADDRESSES = 10_000;

    private record Caller(String realmId, String address) {}

    private final InstantSource clock;
    private final Cache<Caller, Instant> stored =
            Caffeine.newBuilder().maximumSize(MAX_ADDRESSES).build();

    RefusalThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether a refusal of this address is to be stored now; one caller in a period gets a yes. */
    boolean admits(String realmId, String address) {
        Instant now = clock.instant();
        AtomicBoolean admitted = new AtomicBoolean();
        stored.asMap().compute(new Caller(realmId, address), (caller, last) -> {
            if (last != null && now.isBefore(last.plus(PERIOD))) {
                return last;
            }
            admitted.set(true);
            return now;
        });
        return admitted.get();
    }
}
