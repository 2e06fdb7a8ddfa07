package io.cloakpool.themes.rest;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Answers with the headers that each of them needs. */
final class Answers {
    private static final String ASK_EACH_TIME = "no-cache";

    private Answers() {}

    /** The body, or 304 to who has it. */
    static Response cached(Request request, byte[] body, String type) {
        EntityTag tag = new EntityTag(digest(body));
        Response.@Nullable ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged == null ? Response.ok(body, type) : unchanged;
        return safe(answer.tag(tag));
    }

    /** Not as an absolute address of this server: a proxy may know it by another name. */
    static Response elsewhere(URI address) {
        return safe(Response.status(Response.Status.FOUND).header("Location", address.toString()));
    }

    static Response none() {
        return safe(Response.status(Response.Status.NOT_FOUND));
    }

    /** What administrators wrote never becomes a document that runs something on this server's origin. */
    private static Response safe(Response.ResponseBuilder answer) {
        return answer.header("Cache-Control", ASK_EACH_TIME)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .build();
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
