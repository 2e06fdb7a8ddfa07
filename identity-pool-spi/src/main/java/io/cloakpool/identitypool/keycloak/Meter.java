package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.authorize.DecisionLog;
import io.cloakpool.identitypool.exchange.IssuanceLog;
import io.cloakpool.identitypool.exchange.IssuanceLog.Operation;
import io.cloakpool.identitypool.pool.Choice;
import io.cloakpool.identitypool.spi.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every meter of the pack with its tags and what they may say. {@code docs/observe.md} shows the same table, held by a test.
 *
 * @param text as Micrometer knows it
 */
record Meter(String text, Type type, String meaning, List<Tag> tags) {
    enum Type {
        COUNTER,
        TIMER
    }

    /**
     * A tag with all its values. None is text that a caller chooses, so that no caller makes new time series.
     *
     * @param allowed what it may say; empty for ids of pools, whose number {@link Meters} bounds
     */
    record Tag(String key, List<String> allowed) {
        Tag {
            allowed = List.copyOf(allowed);
        }
    }

    static final String ALLOWED = "allowed";
    static final String ISSUED_RESULT = "issued";
    static final String REFUSED_RESULT = "refused";
    /** Every security token service, whatever an administrator calls it. */
    static final String STS = "sts";

    static final Tag POOL = new Tag("pool", List.of());
    static final Tag REASON = new Tag("reason", Choice.texts(Reason.class));
    static final Tag OUTCOME = new Tag(
            "outcome",
            Stream.concat(Stream.of(ALLOWED), REASON.allowed().stream()).toList());
    private static final Tag OPERATION = new Tag(
            "operation",
            Arrays.stream(Operation.values()).map(Operation::wireName).toList());
    private static final Tag DECISION_DOOR = new Tag("door", Choice.texts(DecisionLog.Door.class));

    static final Meter ISSUED = new Meter(
            "cloakpool.issued",
            Type.COUNTER,
            "What was handed out.",
            List.of(
                    new Tag("kind", Choice.texts(IssuanceLog.Kind.class)),
                    new Tag("issuer", List.of("pool", "embedded", STS)),
                    POOL));
    static final Meter REFUSED =
            new Meter("cloakpool.refused", Type.COUNTER, "Exchanges that were refused.", List.of(OPERATION, REASON));
    static final Meter REQUEST_DURATION = new Meter(
            "cloakpool.request.duration",
            Type.TIMER,
            "Time of an exchange until its outcome is known.",
            List.of(
                    new Tag("door", Choice.texts(IssuanceLog.Door.class)),
                    OPERATION,
                    new Tag("outcome", List.of(ISSUED_RESULT, REFUSED_RESULT))));
    static final Meter DECISIONS = new Meter(
            "cloakpool.decisions",
            Type.COUNTER,
            "Decisions about who may do something.",
            List.of(DECISION_DOOR, OUTCOME));
    static final Meter DECISION_DURATION = new Meter(
            "cloakpool.decision.duration",
            Type.TIMER,
            "Time until the decision is known.",
            List.of(DECISION_DOOR, new Tag("outcome", List.of(ALLOWED, REFUSED_RESULT))));

    /** All there are. */
    static final List<Meter> ALL = List.of(ISSUED, REFUSED, REQUEST_DURATION, DECISIONS, DECISION_DURATION);

    Meter {
        tags = List.copyOf(tags);
    }

    /** As Prometheus shows it; timers have {@code _count}, {@code _sum}, {@code _max} and {@code _bucket} after it. */
    String prometheusName() {
        return text.replace('.', '_') + (type == Type.COUNTER ? "_total" : "_seconds");
    }
}
