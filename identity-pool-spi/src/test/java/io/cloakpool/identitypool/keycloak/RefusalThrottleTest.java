package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2:3:4:5:6, 20010db800010002",
        "2001:db8:1:2::1, 20010db800010002",
        "::1, 0000000000000000",
        "192.0.2.7, 192.0.2.7",
        "::ffff:192.0.2.7, ::ffff:192.0.2.7",
        "1:2, 1:2",
        "'', ''"
    })
    void one_network_of_ipv6_is_one_caller(String address, String network) {
        assertThat(RefusalThrottle.network(address)).isEqualTo(network);
    }
}
