package io.cloakpool.migration.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class NowAndThenTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
    private final NowAndThen told = new NowAndThen(Duration.ofSeconds(10), nanos::get);

    @Test
    void it_is_due_once_in_each_interval_and_the_interval_begins_with_what_was_told() {
        assertThat(told.isDue()).isFalse();
        pass(9);
        assertThat(told.isDue()).isFalse();
        pass(3);
        assertThat(told.isDue()).isTrue();
        assertThat(told.isDue()).isFalse();
        pass(9);
        assertThat(told.isDue()).as("12 seconds and 9 after the begin").isFalse();
        pass(1);
        assertThat(told.isDue()).isTrue();
    }

    /** Whoever wants no lines sets an interval that is longer than any import, and than a count of nanoseconds. */
    @Test
    void an_interval_may_be_longer_than_nanoseconds_count() {
        NowAndThen never = new NowAndThen(Duration.ofSeconds(Long.MAX_VALUE), nanos::get);
        pass(1_000_000);
        assertThat(never.isDue()).isFalse();
    }

    @Test
    void without_an_interval_it_is_due_each_time() {
        NowAndThen always = new NowAndThen(Duration.ZERO, nanos::get);
        assertThat(always.isDue()).isTrue();
        assertThat(always.isDue()).isTrue();
    }

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
