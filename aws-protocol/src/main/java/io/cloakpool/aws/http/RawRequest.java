package io.cloakpool.aws.http;

import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP request as it stood on the wire. SigV4 signs bytes, so everybody who signs, judges or forwards a request
 * must look at the same ones; this type never decodes them.
 *
 * @param method as sent, case kept ({@code GET})
 * @param rawPath the path as sent, percent-encoding kept, starting with a slash; at least {@code "/"}
 * @param rawQuery the query as sent, without the question mark; null when there was no question mark
 * @param headers the header fields
 */
public record RawRequest(String method, String rawPath, @Nullable String rawQuery, Headers headers) {
    /** @throws IllegalArgumentException when the path is not absolute */
    public RawRequest {
        if (!rawPath.startsWith("/")) {
            throw new IllegalArgumentException("not an absolute path");
        }
    }

    /**
     * A request whose target is in origin form (RFC 9112, section 3.2.1): path and query in one string.
     *
     * @throws IllegalArgumentException when the target is not in origin form
     */
    public static RawRequest of(String method, String target, Headers headers) {
        int question = target.indexOf('?');
        return question < 0
                ? new RawRequest(method, target, null, headers)
                : new RawRequest(method, target.substring(0, question), target.substring(question + 1), headers);
    }
}
