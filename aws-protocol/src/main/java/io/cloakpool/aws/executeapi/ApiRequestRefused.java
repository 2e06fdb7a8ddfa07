package io.cloakpool.aws.executeapi;

/**
 * A request that is denied before any policy is asked. The message names the reason and is safe to show to the caller.
 */
public final class ApiRequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a request is denied. */
    public enum Kind {
        /** Path or Host header could be read in two ways. */
        MALFORMED,
        /** No API is configured for the host. */
        UNKNOWN_HOST,
        /** The method, or a header that would change it, is not served. */
        METHOD
    }

    private final Kind kind;

    /** A refusal of this kind. */
    public ApiRequestRefused(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Why the request is denied. */
    public Kind kind() {
        return kind;
    }
}
