package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.exchange.IssuanceLog;
import io.cloakpool.identitypool.pool.Choice;
import io.cloakpool.identitypool.spi.Reason;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Keycloak's user events, Micrometer and the log, for one request. */
public final class KeycloakIssuanceLog implements IssuanceLog {
    private static final Logger LOG = Logger.getLogger(KeycloakIssuanceLog.class);
    private static final String ISSUED = "cloakpool.issued";
    private static final String REFUSED = "cloakpool.refused";
    private static final String DURATION = "cloakpool.request.duration";
    private static final String OUTCOME = "outcome";

    private final KeycloakSession session;
    private final String requestId;
    private final RefusalThrottle throttle;
    private final Timer.Sample started;

    /**
     * A log for one request, whose realm is known; its time runs from here.
     *
     * @param requestId as the answer's {@code x-amzn-requestid} says
     */
    public KeycloakIssuanceLog(KeycloakSession session, String requestId) {
        this.session = session;
        this.requestId = requestId;
        this.throttle = IdentityPoolFactory.shared(session).refusals();
        this.started = Timer.start(Metrics.globalRegistry);
    }

    @Override
    public void issued(Kind kind, Subject subject, String issuer, @Nullable Duration lifetime) {
        Metrics.counter(ISSUED, "kind", Choice.text(kind), "issuer", issuer).increment();
        started.stop(Metrics.timer(DURATION, OUTCOME, Choice.text(kind)));
        event(subject)
                .detail("kind", Choice.text(kind))
                .detail("issuer", issuer)
                .detail("lifetime", lifetime == null ? null : Long.toString(lifetime.toSeconds()))
                .success();
    }

    @Override
    public void refused(Subject subject, Reason reason, String message) {
        Metrics.counter(REFUSED, "reason", Choice.text(reason)).increment();
        started.stop(Metrics.timer(DURATION, OUTCOME, "refused"));
        LOG.debugf("Refused %s (request %s): %s", subject.operation(), requestId, reason);
        RealmModel realm = session.getContext().getRealm();
        if (subject.userId() != null || throttle.admits(realm.getId(), address())) {
            // Keycloak stores errors in a transaction of their own, so they outlive the rollback of this one.
            event(subject).detail("reason", message).error(Choice.text(reason));
        }
    }

    private EventBuilder event(Subject subject) {
        return new EventBuilder(session.getContext().getRealm(), session)
                .event(EventType.TOKEN_EXCHANGE)
                .ipAddress(address())
                .client(subject.clientId())
                .user(subject.userId())
                .detail("operation", subject.operation())
                .detail("request_id", requestId)
                .detail("identity_pool", subject.poolId())
                .detail("identity", IdentityText.of(subject))
                .detail("role", subject.roleName());
    }

    private String address() {
        ClientConnection connection = session.getContext().getConnection();
        String address = connection == null ? null : connection.getRemoteHost();
        return address == null ? "" : address;
    }
}
