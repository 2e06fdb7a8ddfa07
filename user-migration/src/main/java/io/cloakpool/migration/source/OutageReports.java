package io.cloakpool.migration.source;

import io.cloakpool.migration.spi.LegacyReply.Unavailable.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/** Lets one outage of each kind in a minute be told, with how many more there were: each sign-in meanwhile is one. */
public final class OutageReports {
    static final Duration PERIOD = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<Fault, Told> told = new EnumMap<>(Fault.class);

    private record Told(Instant when, int more) {}

    public OutageReports(InstantSource clock) {
        this.clock = clock;
    }

    /** How many were left out since the last one that was told, where this one is to be told; nothing where it is left out as well. */
    public synchronized OptionalInt report(Fault fault) {
        Instant now = clock.instant();
        Told last = told.get(fault);
        if (last != null && now.isBefore(last.when().plus(PERIOD))) {
            told.put(fault, new Told(last.when(), last.more() + 1));
            return OptionalInt.empty();
        }
        told.put(fault, new Told(now, 0));
        return OptionalInt.of(last == null ? 0 : last.more());
    }
}
