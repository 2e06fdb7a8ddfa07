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

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
