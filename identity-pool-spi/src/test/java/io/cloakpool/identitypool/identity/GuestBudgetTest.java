package io.cloakpool.identitypool.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GuestBudgetTest {
    private static final String HERE = "192.0.2.1";
    private static final PoolId POOL = TestData.POOL_ID;

    private final FakeClock clock = new FakeClock();
    private final GuestBudget budget = new GuestBudget(6, clock);

    @Test
    void a_minutes_requests_may_come_at_once_and_then_one_by_one() {
        assertThat(spent(10)).isEqualTo(6);

        clock.forward(Duration.ofSeconds(10).minusNanos(1));
        assertThat(spent(1)).isZero();
        clock.forward(Duration.ofNanos(1));
        assertThat(spent(2)).isEqualTo(1);
    }

    @Test
    void what_is_refused_costs_nothing() {
        spent(100);

        clock.forward(Duration.ofMinutes(1));
        assertThat(spent(10)).isEqualTo(6);
    }

    @Test
    void a_pause_saves_up_no_more_than_a_minute() {
        spent(1);

        clock.forward(Duration.ofDays(1));
        assertThat(spent(100)).isEqualTo(6);
    }

    @Test
    void pools_and_networks_are_counted_apart() {
        spent(6);

        budget.spend(POOL, "192.0.2.2");
        budget.spend(new PoolId(POOL.region(), UUID.randomUUID()), HERE);
        assertThat(spent(1)).isZero();
    }

    @Test
    void side_by_side_nobody_gets_more() throws Exception {
        AtomicInteger all = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            threads.invokeAll(IntStream.range(0, 64)
                    .<Callable<Integer>>mapToObj(i -> () -> all.addAndGet(spent(1)))
                    .toList());
        } finally {
            threads.shutdown();
        }

        assertThat(all).hasValue(6);
    }

    @Test
    void the_refusal_is_one_that_clients_try_again_after() {
        spent(6);

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> budget.spend(POOL, HERE))
                .extracting(Refused::reason)
                .isEqualTo(Reason.TOO_MANY_REQUESTS);
    }

    @Test
    void a_budget_of_nothing_is_none() {
        assertThatIllegalArgumentException().isThrownBy(() -> new GuestBudget(0, clock));
    }

    private int spent(int tries) {
        int spent = 0;
        for (int i = 0; i < tries; i++) {
            try {
                budget.spend(POOL, HERE);
                spent++;
            } catch (Refused e) {
                assertThat(e.reason()).isEqualTo(Reason.TOO_MANY_REQUESTS);
            }
        }
        return spent;
    }
}
