package io.cloakpool.examples.s3gateway;

import java.time.Duration;

/** Every limit of the gateway. */
final class Limits {
    /** Requests served at once; more wait. */
    static final int THREADS = 64;

    /** A multi-delete body is buffered, since it is judged. 1,000 keys of 1,024 bytes fit. */
    static final int MULTI_DELETE_BYTES = 2 * 1024 * 1024;

    /** How much of a refused body is read and dropped, so that the client gets to read the answer. */
    static final int DRAIN_BYTES = 16 * 1024 * 1024;

    /** A line of aws-chunked framing, without its line end. */
    static final int CHUNK_LINE_BYTES = 1024;

    /** Trailer lines after the last chunk; SDKs send at most two. */
    static final int TRAILER_LINES = 4;

    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** A decision that takes longer is no decision. */
    static final Duration DECISION_TIMEOUT = Duration.ofSeconds(5);

    /** From the first byte of an upload to the first byte of the store's answer. */
    static final Duration STORE_TIMEOUT = Duration.ofMinutes(10);

    private Limits() {}
}
