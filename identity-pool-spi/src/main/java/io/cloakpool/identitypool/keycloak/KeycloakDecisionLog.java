package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.authorize.DecisionLog;
import io.cloakpool.identitypool.engine.RequestLogger;
import io.cloakpool.identitypool.pool.Choice;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.spi.Reason;
import io.micrometer.core.instrument.Timer;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decisions of one request: Micrometer, Keycloak's user events and the log.
 *
 * <p>Every decision is counted ({@code cloakpool.decisions}, by door and outcome) and timed. What was allowed makes no event:
 * requests of a store arrive by the thousand, the service behind the gateway has its own log of them, and what an administrator
 * changed is an admin event anyhow. What was refused is an event {@code TOKEN_EXCHANGE_ERROR}, at most one a minute and caller,
 * since whoever holds a credential may repeat a denied request without end; the caller is the user, else the client, else the
 * address. A guest is anonymous: it has as many identities as it likes. Only administrators,
 * who may see the realm's configuration, are recorded each time; what somebody else tries at their door does not hide behind what
 * it was refused elsewhere.
 */
final class KeycloakDecisionLog implements DecisionLog {
    private static final RequestLogger LOG = RequestLogger.of(KeycloakDecisionLog.class);
    private static final String DOOR = "door";
    /** Sets apart, for each caller, what it is refused at the administrators' door. */
    private static final String ADMINISTRATION = "administration ";
    /** What a gateway tells is only an address when it looks like one; a column of a database must hold it. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:%\\[\\]]{2,64}");

    private final RequestEvents events;
    private final Meters meters;
    private final Timer.Sample started;

    /** @param started when the time of the request began */
    KeycloakDecisionLog(RequestEvents events, Meters meters, Timer.Sample started) {
        this.events = events;
        this.meters = meters;
        this.started = started;
    }

    @Override
    public void located(PoolId pool) {
        RequestLogger.pool(pool.toString());
    }

    @Override
    public void allowed(Subject subject) {
        meters.allowed(subject.door(), started);
        LOG.debugf("Allowed %s at %s", subject.operation(), subject.door());
    }

    @Override
    public void refused(Subject subject, Reason reason, String message) {
        meters.refused(subject.door(), reason, started);
        LOG.debugf("Refused %s at %s: %s", subject.operation(), subject.door(), reason);
        String address = Optional.ofNullable(subject.address())
                .filter(text -> ADDRESS.matcher(text).matches())
                .orElseGet(events::address);
        if (subject.administrator() || events.admits(caller(subject, address))) {
            events.event(
                            subject.operation(),
                            subject.poolId(),
                            subject.identityId(),
                            subject.roleName(),
                            subject.userId(),
                            subject.clientId())
                    .ipAddress(address)
                    .detail(DOOR, Choice.text(subject.door()))
                    .detail("gateway", subject.gateway())
                    .detail("reason", IdentityText.cutIn(message))
                    .error(Choice.text(reason));
        }
    }

    private static String caller(Subject subject, String address) {
        return Stream.of(subject.userId(), subject.clientId())
                .filter(Objects::nonNull)
                .findFirst()
                .map(who -> subject.door() == Door.ADMINISTRATION ? ADMINISTRATION + who : who)
                .orElseGet(() -> RefusalThrottle.network(address));
    }
}
