package io.cloakpool.migration.rest;

/** An answer that is not as agreed. The message names the field and never its value. */
final class UnusableAnswerException extends Exception {
    private static final long serialVersionUID = 1;

    UnusableAnswerException(String message) {
        super(message);
    }
}
