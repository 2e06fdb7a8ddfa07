package io.cloakpool.aws.s3;

/**
 * A request that is denied before any policy is asked. The message names the reason and is safe to show to the caller.
 */
public final class S3RequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a request is denied. */
    public enum Kind {
        /** Path, query or Host header could be read in two ways. */
        MALFORMED,
        /** The host is neither a base domain nor a bucket below one. */
        UNKNOWN_HOST,
        /** No bucket can have this name. */
        INVALID_BUCKET_NAME,
        /** The key is longer than 1,024 bytes, or empty. */
        INVALID_KEY,
        /** {@code x-amz-copy-source} names no object. */
        INVALID_COPY_SOURCE,
        /** A header that S3 might act on and that the operation does not take, or that repeats. */
        HEADER,
        /** The body of a multi-delete is no such document. */
        MALFORMED_BODY,
        /** The table of operations has no such operation. */
        NOT_IN_TABLE
    }

    private final Kind kind;

    /** A refusal of this kind. */
    public S3RequestRefused(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Why the request is denied. */
    public Kind kind() {
        return kind;
    }
}
