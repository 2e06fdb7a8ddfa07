package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.authorize.DecisionLog;
import io.cloakpool.identitypool.exchange.IssuanceLog;
import io.cloakpool.identitypool.exchange.IssuanceLog.Kind;
import io.cloakpool.identitypool.exchange.IssuanceLog.Operation;
import io.cloakpool.identitypool.pool.Choice;
import io.cloakpool.identitypool.spi.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one server, each looked up in the registry once. Their number is bounded: every tag has a closed set of values,
 * and after {@value #MAX_POOLS} pools further ones are counted together.
 */
final class Meters {
    /** How many pools have time series of their own. */
    static final int MAX_POOLS = 200;
    /** Tag value of all further pools. */
    static final String OTHER_POOLS = "other";

    /** Decisions take a millisecond or two, an exchange at a remote service seconds. */
    static final List<Duration> BUCKETS = Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
            .map(Duration::ofMillis)
            .toList();

    private static final String STS_PREFIX = "sts:";

    private record Issued(Kind kind, String issuer, String pool) {}

    private record Refused(Operation operation, Reason reason) {}

    private record Exchanged(Operation operation, String result) {}

    private record Decided(DecisionLog.Door door, String outcome) {}

    private final MeterRegistry registry;
    private final Set<String> pools = ConcurrentHashMap.newKeySet();
    private final Map<Issued, Counter> issued = new ConcurrentHashMap<>();
    private final Map<Refused, Counter> refused = new ConcurrentHashMap<>();
    private final Map<Exchanged, Timer> exchanges = new ConcurrentHashMap<>();
    private final Map<Decided, Counter> decisions = new ConcurrentHashMap<>();
    private final Map<Decided, Timer> decisionTimes = new ConcurrentHashMap<>();

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The time of a request begins. */
    Timer.Sample start() {
        return Timer.start(registry);
    }

    /** @param issuer as {@link IssuanceLog#issued} has it; which service it is stays out, as an administrator named it */
    void issued(Kind kind, Operation operation, String issuer, @Nullable String poolId, Timer.Sample started) {
        String maker = issuer.startsWith(STS_PREFIX) ? Meter.STS : issuer;
        of(
                        issued,
                        new Issued(kind, maker, pool(poolId)),
                        key -> counter(Meter.ISSUED, Choice.text(key.kind()), key.issuer(), key.pool()))
                .increment();
        exchanged(operation, Meter.ISSUED_RESULT, started);
    }

    void refused(Operation operation, Reason reason, Timer.Sample started) {
        of(
                        refused,
                        new Refused(operation, reason),
                        key -> counter(Meter.REFUSED, key.operation().wireName(), Choice.text(key.reason())))
                .increment();
        exchanged(operation, Meter.REFUSED_RESULT, started);
    }

    void allowed(DecisionLog.Door door, Timer.Sample started) {
        decided(door, Meter.ALLOWED, Meter.ALLOWED, started);
    }

    void refused(DecisionLog.Door door, Reason reason, Timer.Sample started) {
        decided(door, Choice.text(reason), Meter.REFUSED_RESULT, started);
    }

    private void exchanged(Operation operation, String result, Timer.Sample started) {
        started.stop(of(
                exchanges,
                new Exchanged(operation, result),
                key -> timer(
                        Meter.REQUEST_DURATION,
                        Choice.text(key.operation().door()),
                        key.operation().wireName(),
                        key.result())));
    }

    private void decided(DecisionLog.Door door, String outcome, String result, Timer.Sample started) {
        of(
                        decisions,
                        new Decided(door, outcome),
                        key -> counter(Meter.DECISIONS, Choice.text(key.door()), key.outcome()))
                .increment();
        started.stop(of(
                decisionTimes,
                new Decided(door, result),
                key -> timer(Meter.DECISION_DURATION, Choice.text(key.door()), key.outcome())));
    }

    private String pool(@Nullable String poolId) {
        if (poolId == null) {
            return OTHER_POOLS;
        }
        if (!pools.contains(poolId)) {
            // Threads that meet here may pass the bound by one each.
            if (pools.size() >= MAX_POOLS) {
                return OTHER_POOLS;
            }
            pools.add(poolId);
        }
        return poolId;
    }

    /** Without the lock that {@link ConcurrentHashMap#computeIfAbsent} may take even for what is there. */
    private static <K, V> V of(Map<K, V> known, K key, Function<K, V> maker) {
        V found = known.get(key);
        return found == null ? known.computeIfAbsent(key, maker) : found;
    }

    private Counter counter(Meter meter, String... values) {
        return Counter.builder(meter.text())
                .description(meter.meaning())
                .tags(tags(meter, values))
                .register(registry);
    }

    private Timer timer(Meter meter, String... values) {
        return Timer.builder(meter.text())
                .description(meter.meaning())
                .tags(tags(meter, values))
                .serviceLevelObjectives(BUCKETS.toArray(Duration[]::new))
                .register(registry);
    }

    private static Tags tags(Meter meter, String... values) {
        Tags tags = Tags.empty();
        for (int i = 0; i < values.length; i++) {
            tags = tags.and(meter.tags().get(i).key(), values[i]);
        }
        return tags;
    }
}
