package io.cloakpool.aws.http;

/** A path or query that is refused before anybody judges it. The message is in English and never repeats the input. */
public final class MalformedTargetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A refusal for this reason. */
    public MalformedTargetException(String message) {
        super(message);
    }
}
