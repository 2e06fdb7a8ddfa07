package io.cloakpool.aws.query;

/** An input that is refused. The message may be shown to the caller: it never holds a token or a long value. */
public final class QueryInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why an input is refused, with the error code that AWS Query services answer (HTTP 400). */
    public enum Kind {
        /** Not a form body. */
        MALFORMED("MalformedQueryString"),
        /** No {@code Action}. */
        MISSING_ACTION("MissingAction"),
        /** No {@code Version}, or one that the service does not speak. */
        VERSION("NoSuchVersion"),
        /** A constraint of the model is broken. */
        VALIDATION("ValidationError"),
        /** A parameter of the AWS model that this service does not serve, and that was set. */
        UNSUPPORTED_PARAMETER("InvalidParameterValue");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** The {@code Code} element of the error answer. */
        public String code() {
            return code;
        }
    }

    private final Kind kind;

    /** A refusal of this kind. */
    public QueryInputException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Why the input is refused. */
    public Kind kind() {
        return kind;
    }
}
