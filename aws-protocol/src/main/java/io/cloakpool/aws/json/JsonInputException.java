package io.cloakpool.aws.json;

/** An input that is refused. The message may be shown to the caller: it never holds a token or a long value. */
public final class JsonInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why an input is refused; a service maps each kind to an error of its own. */
    public enum Kind {
        /** Not an AWS JSON object, or a member of another JSON type ({@code SerializationException}). */
        SERIALIZATION,
        /** A constraint of the model is broken ({@code InvalidParameterException}, {@code ValidationException}). */
        VALIDATION
    }

    private final Kind kind;

    /** A refusal of this kind. */
    public JsonInputException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Why the input is refused. */
    public Kind kind() {
        return kind;
    }
}
