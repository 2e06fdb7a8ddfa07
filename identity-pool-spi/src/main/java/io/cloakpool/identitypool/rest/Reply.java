package io.cloakpool.identitypool.rest;

import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer of a door before it becomes HTTP.
 *
 * @param status HTTP status
 * @param contentType of the body
 * @param body may be empty
 * @param headers beside the content type; one value each
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {
    public Reply {
        headers = Map.copyOf(headers);
    }

    /** An answer without further headers. */
    public static Reply of(int status, String contentType, byte[] body) {
        return new Reply(status, contentType, body, Map.of());
    }

    /** This answer with one more header; a value of the same name is replaced. */
    public Reply with(String name, String value) {
        return with(Map.of(name, value));
    }

    /** This answer with more headers; values of the same names are replaced. */
    public Reply with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Reply(status, contentType, body, all);
    }

    /** The same as a JAX-RS response. */
    public Response toResponse() {
        Response.ResponseBuilder response = Response.status(status).type(contentType);
        if (body.length > 0) {
            response.entity(body);
        }
        headers.forEach(response::header);
        return response.build();
    }
}
