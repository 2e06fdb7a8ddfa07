package io.cloakpool.aws.sigv4;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every {@code STREAMING-*} name that AWS defines for {@code x-amz-content-sha256}. The body is then a sequence of chunks, which
 * whoever reads the body has to check; the request's own signature covers the name only.
 */
public enum StreamingPayload {
    /** Each chunk is signed. */
    SIGNED("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", true),
    /** Each chunk is signed, and signed trailers follow. */
    SIGNED_TRAILER("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", true),
    /** Chunks without signatures, and trailers that usually hold a checksum follow. */
    UNSIGNED_TRAILER("STREAMING-UNSIGNED-PAYLOAD-TRAILER", true),
    /** SigV4A: refused, since nothing here verifies its signatures. */
    ECDSA_SIGNED("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", false),
    /** SigV4A with trailers: refused. */
    ECDSA_SIGNED_TRAILER("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER", false),
    /** Signed event streams: refused, no service here speaks them. */
    EVENTS("STREAMING-AWS4-HMAC-SHA256-EVENTS", false);

    private final String wireName;
    private final boolean accepted;

    StreamingPayload(String wireName, boolean accepted) {
        this.wireName = wireName;
        this.accepted = accepted;
    }

    /** The value of {@code x-amz-content-sha256}. */
    public String wireName() {
        return wireName;
    }

    /** Whether a request of this kind can be decided here. */
    public boolean accepted() {
        return accepted;
    }

    static Optional<StreamingPayload> named(String wireName) {
        return Arrays.stream(values())
                .filter(streaming -> streaming.wireName.equals(wireName))
                .findFirst();
    }
}
