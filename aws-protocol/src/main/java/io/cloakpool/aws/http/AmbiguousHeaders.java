package io.cloakpool.aws.http;

import java.util.Set;

/** Headers that some receivers take for something else than what was signed and judged. */
public final class AmbiguousHeaders {
    /** By these, web frameworks let a client choose another method. */
    private static final Set<String> METHOD_OVERRIDES =
            Set.of("x-http-method-override", "x-http-method", "x-method-override");

    private AmbiguousHeaders() {}

    /**
     * Whether a request carries a header that would change its method, or one with an underscore in its name: CGI, WSGI and what
     * follows them read {@code x_amz_acl} as {@code x-amz-acl}, past every list of names.
     */
    public static boolean areIn(Headers headers) {
        return headers.names().stream().anyMatch(name -> METHOD_OVERRIDES.contains(name) || name.indexOf('_') >= 0);
    }
}
