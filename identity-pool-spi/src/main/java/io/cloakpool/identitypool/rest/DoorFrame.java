package io.cloakpool.identitypool.rest;

import io.cloakpool.identitypool.engine.RequestLogger;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/**
 * What every door does around its own work: request id, what Keycloak asks of every request, CORS, no caching, and an answer in
 * the door's own protocol even for a fault.
 */
public final class DoorFrame {
    /** Header with the id of a request; the same id stands in events and logs. */
    public static final String REQUEST_ID = "x-amzn-requestid";
    /** Detail of events with the same id. */
    public static final String REQUEST_ID_DETAIL = "request_id";

    private static final RequestLogger LOG = RequestLogger.of(DoorFrame.class);

    /**
     * What a door came to.
     *
     * @param pool whose web origins may read the answer; those of all pools where it is empty
     * @param done whether what was written in the request's transaction may be kept
     */
    public record Outcome(Reply reply, Optional<PoolId> pool, boolean done) {}

    /** Shapes errors of a protocol. */
    @FunctionalInterface
    public interface Errors {
        Reply of(Reason reason, String message);
    }

    private final KeycloakSession session;
    private final Origins origins;
    private final String requestId;

    public DoorFrame(KeycloakSession session, Origins origins, String requestId) {
        this.session = session;
        this.origins = origins;
        this.requestId = requestId;
    }

    /** An id for a request. */
    public static String newRequestId() {
        return UUID.randomUUID().toString();
    }

    /** Runs a door. */
    public Response serve(Errors errors, Supplier<Outcome> door) {
        Outcome outcome = run(errors, door);
        if (!outcome.done()) {
            session.getTransactionManager().setRollbackOnly();
        }
        return framed(outcome.reply(), origins.of(outcome.pool(), origin()).answer(origin()));
    }

    /** Answers a pre-flight: before the request itself nobody knows which pool it will be about. */
    public Response preflight(String methods) {
        Map<String, String> headers = origins.of(Optional.empty(), origin()).preflight(origin(), methods);
        return framed(Reply.of(200, "text/plain", new byte[0]), headers);
    }

    private Outcome run(Errors errors, Supplier<Outcome> door) {
        try {
            RealmGate.requireOpen(session);
            return door.get();
        } catch (Refused e) {
            return new Outcome(errors.of(e.reason(), e.getMessage()), Optional.empty(), false);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Request failed");
            return new Outcome(errors.of(Reason.INTERNAL, "Internal error"), Optional.empty(), false);
        }
    }

    private Response framed(Reply reply, Map<String, String> cors) {
        Map<String, String> headers = new LinkedHashMap<>(cors);
        headers.put(REQUEST_ID, requestId);
        if (!reply.headers().containsKey(HttpHeaders.CACHE_CONTROL)) {
            headers.put(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        return reply.with(headers).toResponse();
    }

    private @Nullable String origin() {
        return session.getContext().getHttpRequest().getHttpHeaders().getHeaderString("Origin");
    }
}
