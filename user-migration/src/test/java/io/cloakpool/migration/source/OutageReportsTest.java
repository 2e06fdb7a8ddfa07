package io.cloakpool.migration.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.migration.spi.LegacyReply.Unavailable.Fault;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class OutageReportsTest {
    private Instant now = Instant.EPOCH;
    private final OutageReports reports = new OutageReports(() -> now);

    @Test
    void one_outage_of_a_kind_in_a_minute_is_told_with_how_many_more_there_were() {
        assertThat(reports.report(Fault.TIMEOUT)).hasValue(0);
        for (int i = 0; i < 100; i++) {
            assertThat(reports.report(Fault.TIMEOUT)).isEmpty();
        }
        assertThat(reports.report(Fault.CUT_OFF)).as("another kind").hasValue(0);

        now = now.plus(OutageReports.PERIOD).minus(Duration.ofMillis(1));
        assertThat(reports.report(Fault.TIMEOUT)).isEmpty();
        now = now.plus(Duration.ofMillis(1));
        assertThat(reports.report(Fault.TIMEOUT)).hasValue(101);
        assertThat(reports.report(Fault.TIMEOUT)).isEmpty();
    }
}
