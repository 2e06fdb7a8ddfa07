package io.cloakpool.aws.sigv4;

/**
 * A request that cannot be trusted by its signature, and why. The message is fit for the client and for logs: it never
 * holds a signature, a secret, a token or any other text that the client sent. There is no stack trace: anybody may provoke
 * refusals, so they have to be cheap.
 */
public final class SigV4Exception extends RuntimeException {
    /** Why a request was refused. */
    public enum Kind {
        /** Carries no signature of a form that AWS defines. */
        NOT_SIGNED,
        /** The signature's parts, or the parts of the request that are signed, break the rules of their form. */
        MALFORMED,
        /** Says the same thing in header and query, or is signed in both forms. */
        MIXED_FORMS,
        /** Signed, but not with AWS4-HMAC-SHA256. */
        UNSUPPORTED_ALGORITHM,
        /** Signed for another region or service. */
        SCOPE_MISMATCH,
        /** A header that has to be signed is not. */
        HEADERS_NOT_SIGNED,
        /** Signed too far from now. */
        TIME_SKEWED,
        /** A pre-signed request whose time has not come. */
        NOT_YET_VALID,
        /** A pre-signed request whose time is over. */
        EXPIRED,
        /** The body is not the one that was signed. */
        PAYLOAD_MISMATCH,
        /** The body is signed in a way that is not supported, or its hash is needed and unknown. */
        UNSUPPORTED_PAYLOAD,
        /** The signature is not the one that this secret makes for this request. */
        SIGNATURE_MISMATCH
    }

    private final Kind kind;

    SigV4Exception(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    static SigV4Exception malformed(String message) {
        return new SigV4Exception(Kind.MALFORMED, message);
    }

    /** Why the request was refused. */
    public Kind kind() {
        return kind;
    }
}
