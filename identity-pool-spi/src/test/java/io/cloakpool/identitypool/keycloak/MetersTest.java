package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.authorize.DecisionLog;
import io.cloakpool.identitypool.exchange.IssuanceLog.Kind;
import io.cloakpool.identitypool.exchange.IssuanceLog.Operation;
import io.cloakpool.identitypool.spi.Reason;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class MetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Meters meters = new Meters(registry);

    @Test
    void all_that_can_be_recorded_stays_in_the_documented_sets() {
        for (Operation operation : Operation.values()) {
            for (Kind kind : Kind.values()) {
                for (String issuer : List.of("pool", "embedded", "sts:whatever an administrator calls it")) {
                    meters.issued(kind, operation, issuer, "us-east-1:pool", meters.start());
                }
            }
            for (Reason reason : Reason.values()) {
                meters.refused(operation, reason, meters.start());
            }
        }
        for (DecisionLog.Door door : DecisionLog.Door.values()) {
            meters.allowed(door, meters.start());
            for (Reason reason : Reason.values()) {
                meters.refused(door, reason, meters.start());
            }
        }

        assertThat(recorded()).hasSizeGreaterThan(200).allSatisfy(recorded -> {
            Meter meter = Meter.ALL.stream()
                    .filter(known -> known.text().equals(recorded.getId().getName()))
                    .findFirst()
                    .orElseThrow();
            assertThat(recorded.getId().getTags())
                    .hasSameSizeAs(meter.tags())
                    .allSatisfy(tag -> assertThat(values(meter, tag)).contains(tag.getValue()));
        });
        assertThat(recorded().stream()
                        .map(recorded -> recorded.getId().getName())
                        .collect(Collectors.toSet()))
                .isEqualTo(Meter.ALL.stream().map(Meter::text).collect(Collectors.toSet()));
    }

    @Test
    void pools_without_end_share_one_series() {
        for (int i = 0; i < Meters.MAX_POOLS + 50; i++) {
            meters.issued(Kind.IDENTITY, Operation.GET_ID, "pool", "us-east-1:" + i, meters.start());
        }
        meters.issued(Kind.IDENTITY, Operation.GET_ID, "pool", "us-east-1:0", meters.start());

        assertThat(registry.get(Meter.ISSUED.text()).counters()).hasSize(Meters.MAX_POOLS + 1);
        assertThat(issued(Meters.OTHER_POOLS)).isEqualTo(50);
        assertThat(issued("us-east-1:0")).isEqualTo(2);
    }

    @Test
    void timers_have_the_buckets_that_percentiles_need() {
        meters.allowed(DecisionLog.Door.AUTHORIZE, meters.start());

        assertThat(registry.get(Meter.DECISION_DURATION.text())
                        .timer()
                        .takeSnapshot()
                        .histogramCounts())
                .hasSameSizeAs(Meters.BUCKETS);
    }

    /** Without the gauges by which this registry shows the buckets of timers. */
    private List<io.micrometer.core.instrument.Meter> recorded() {
        return registry.getMeters().stream()
                .filter(meter -> meter.getId().getType() != io.micrometer.core.instrument.Meter.Type.GAUGE)
                .toList();
    }

    private double issued(String pool) {
        return registry.get(Meter.ISSUED.text()).tag("pool", pool).counter().count();
    }

    private static Set<String> values(Meter meter, Tag tag) {
        return meter.tags().stream()
                .filter(known -> known.key().equals(tag.getKey()))
                .findFirst()
                .map(known -> known.equals(Meter.POOL) ? Set.of("us-east-1:pool") : Set.copyOf(known.allowed()))
                .orElseThrow();
    }
}
