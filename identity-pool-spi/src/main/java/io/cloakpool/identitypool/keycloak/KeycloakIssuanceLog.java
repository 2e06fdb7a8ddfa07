package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.exchange.IssuanceLog;
import io.cloakpool.identitypool.pool.Choice;
import io.cloakpool.identitypool.spi.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.EventBuilder;

/**
 * Issuances and refusals of one request: Keycloak's user events, Micrometer and the log.
 *
 * <p>Every issuance is an event, and every refusal of a known user. Refusals of anonymous callers are counted, and stored at
 * most once a minute and address.
 */
final class KeycloakIssuanceLog implements IssuanceLog {
    private static final Logger LOG = Logger.getLogger(KeycloakIssuanceLog.class);
    private static final String ISSUED = "cloakpool.issued";
    private static final String REFUSED = "cloakpool.refused";
    private static final String DURATION = "cloakpool.request.duration";
    private static final String OUTCOME = "outcome";

    private final RequestEvents events;
    private final MeterRegistry meters;
    private final Timer.Sample started;

    /** @param started when the time of the request began */
    KeycloakIssuanceLog(RequestEvents events, MeterRegistry meters, Timer.Sample started) {
        this.events = events;
        this.meters = meters;
        this.started = started;
    }

    @Override
    public void issued(Kind kind, Subject subject, String issuer, @Nullable Duration lifetime) {
        meters.counter(ISSUED, "kind", Choice.text(kind), "issuer", issuer).increment();
        started.stop(meters.timer(DURATION, OUTCOME, Choice.text(kind)));
        event(subject)
                .detail("kind", Choice.text(kind))
                .detail("issuer", issuer)
                .detail("lifetime", lifetime == null ? null : Long.toString(lifetime.toSeconds()))
                .success();
    }

    @Override
    public void refused(Subject subject, Reason reason, String message) {
        meters.counter(REFUSED, "reason", Choice.text(reason)).increment();
        started.stop(meters.timer(DURATION, OUTCOME, "refused"));
        LOG.debugf("Refused %s (request %s): %s", subject.operation(), events.requestId(), reason);
        if (subject.userId() != null || events.admits(RefusalThrottle.network(events.address()))) {
            // The identity was asked for, not proven: who reads its whole id here could be the guest that it belongs
            // to.
            event(subject)
                    .detail("identity", IdentityText.cut(subject.identityId()))
                    .detail("reason", IdentityText.cutIn(message))
                    .error(Choice.text(reason));
        }
    }

    private EventBuilder event(Subject subject) {
        return events.event(
                subject.operation(),
                subject.poolId(),
                subject.identityId(),
                subject.roleName(),
                subject.userId(),
                subject.clientId());
    }
}
