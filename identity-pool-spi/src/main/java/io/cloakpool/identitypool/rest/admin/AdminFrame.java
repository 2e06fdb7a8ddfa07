package io.cloakpool.identitypool.rest.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloakpool.identitypool.rest.BodyTooLargeException;
import io.cloakpool.identitypool.rest.DoorFrame;
import io.cloakpool.identitypool.rest.Reply;
import io.cloakpool.identitypool.spi.Refused;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ErrorRepresentation;

/** What every call of the administration door has around it. Who may call has been decided before. */
final class AdminFrame {
    private static final String JSON = "application/json";
    private static final int TOO_LARGE = 413;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private final KeycloakSession session;
    private final String requestId;

    AdminFrame(KeycloakSession session, String requestId) {
        this.session = session;
        this.requestId = requestId;
    }

    /** The id of the request. */
    String requestId() {
        return requestId;
    }

    /** Runs a call; a refusal becomes an error as Keycloak's own admin API gives it, and undoes what was written. */
    Response serve(Supplier<Reply> call) {
        Reply reply;
        try {
            reply = call.get();
        } catch (Refused e) {
            reply = error(AdminErrors.of(e.reason()), e.getMessage());
        } catch (BodyTooLargeException e) {
            reply = error(TOO_LARGE, e.getMessage());
        }
        return reply.with(DoorFrame.REQUEST_ID, requestId)
                .with("Cache-Control", "no-store")
                .toResponse();
    }

    /** With a line end, for those who read it on a terminal. */
    static Reply json(int status, Object value) {
        try {
            return Reply.of(status, JSON, (MAPPER.writeValueAsString(value) + '\n').getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer of our own is JSON", e);
        }
    }

    static Reply noContent() {
        return Reply.of(204, JSON, new byte[0]);
    }

    private Reply error(int status, String message) {
        session.getTransactionManager().setRollbackOnly();
        ErrorRepresentation representation = new ErrorRepresentation();
        representation.setErrorMessage(message);
        return json(status, representation);
    }
}
