package io.cloakpool.migration.rest;

/** An answer that is not as agreed. The message names the field and never its value. */
public final class UnusableAnswerException extends Exception {
    private static final long serialVersionUID = 1;

    private final String field;

    UnusableAnswerException(String message) {
        this("", message);
    }

    UnusableAnswerException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The field that is wrong; empty where it is the answer as a whole. */
    public String field() {
        return field;
    }
}
