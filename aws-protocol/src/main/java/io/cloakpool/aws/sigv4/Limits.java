package io.cloakpool.aws.sigv4;

import java.time.Duration;

/** What bounds the work on one request. Sizes are in characters, which are bytes on the wire. */
final class Limits {
    /** An Authorization header. */
    static final int AUTHORIZATION = 16_384;

    /** A session token, decoded. */
    static final int SESSION_TOKEN = 32_768;

    /** A path, and a query, as sent. */
    static final int PATH_OR_QUERY = 131_072;

    /** The values of all signed headers together. */
    static final int HEADER_VALUES = 131_072;

    /** Names in the list of signed headers. */
    static final int SIGNED_HEADERS = 128;

    /** How far a signing time may lie from now, both ways. */
    static final Duration SKEW = Duration.ofMinutes(15);

    /** The longest life of a pre-signed request, in seconds: seven days. */
    static final int EXPIRES_SECONDS = 604_800;

    private Limits() {}
}
