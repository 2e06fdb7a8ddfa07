package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.engine.RequestLogger;
import io.cloakpool.identitypool.exchange.IssuanceLog;
import io.cloakpool.identitypool.pool.Choice;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.spi.Reason;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.EventBuilder;

/**
 * Issuances and refusals of one request: Keycloak's user events, Micrometer and the log.
 *
 * <p>Every issuance is an event, and every refusal of a known user. Refusals of anonymous callers are counted, and stored at
 * most once a minute and address.
 */
final class KeycloakIssuanceLog implements IssuanceLog {
    private static final RequestLogger LOG = RequestLogger.of(KeycloakIssuanceLog.class);

    private final RequestEvents events;
    private final Meters meters;
    private final Timer.Sample started;

    /** @param started when the time of the request began */
    KeycloakIssuanceLog(RequestEvents events, Meters meters, Timer.Sample started) {
        this.events = events;
        this.meters = meters;
        this.started = started;
    }

    @Override
    public void located(PoolId pool) {
        RequestLogger.pool(pool.toString());
    }

    @Override
    public void issued(Kind kind, Subject subject, String issuer, @Nullable Duration lifetime) {
        meters.issued(kind, subject.operation(), issuer, subject.poolId(), started);
        LOG.debugf("%s handed out %s", subject.operation().wireName(), kind);
        event(subject)
                .detail("kind", Choice.text(kind))
                .detail("issuer", issuer)
                .detail("lifetime", lifetime == null ? null : Long.toString(lifetime.toSeconds()))
                .success();
    }

    @Override
    public void refused(Subject subject, Reason reason, String message) {
        meters.refused(subject.operation(), reason, started);
        LOG.debugf("Refused %s: %s", subject.operation().wireName(), reason);
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
                subject.operation().wireName(),
                subject.poolId(),
                subject.identityId(),
                subject.roleName(),
                subject.userId(),
                subject.clientId());
    }
}
