package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class RefusalThrottleTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T00:00:00Z"));
    private final RefusalThrottle throttle = new RefusalThrottle(now::get);

    @Test
    void one_refusal_per_period_and_address_is_admitted() {
        assertThat(throttle.admits("r", "192.0.2.1")).isTrue();
        assertThat(throttle.admits("r", "192.0.2.1")).isFalse();

        now.updateAndGet(time -> time.plus(RefusalThrottle.PERIOD).minus(Duration.ofMillis(1)));
        assertThat(throttle.admits("r", "192.0.2.1")).isFalse();

        now.updateAndGet(time -> time.plus(Duration.ofMillis(1)));
        assertThat(throttle.admits("r", "192.0.2.1")).isTrue();
        assertThat(throttle.admits("r", "192.0.2.1")).isFalse();
    }

    @Test
    void addresses_and_realms_are_counted_apart() {
        assertThat(throttle.admits("r", "192.0.2.1")).isTrue();
        assertThat(throttle.admits("r", "192.0.2.2")).isTrue();
        assertThat(throttle.admits("q", "192.0.2.1")).isTrue();
    }
}
