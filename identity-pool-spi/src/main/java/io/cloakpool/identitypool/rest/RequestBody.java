package io.cloakpool.identitypool.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Reads a body of bounded length. */
public final class RequestBody {
    private RequestBody() {}

    /**
     * Reads at most one byte more than the limit, whatever length was announced, so that a chunked body is bounded too.
     *
     * @param body null when the request has none
     * @throws BodyTooLargeException when it is longer than {@code limit} bytes
     * @throws UncheckedIOException when the client goes away
     */
    public static byte[] read(@Nullable InputStream body, int limit) {
        if (body == null) {
            return new byte[0];
        }
        try {
            byte[] bytes = body.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new BodyTooLargeException(limit);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
