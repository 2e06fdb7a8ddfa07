package io.cloakpool.identitypool.rest;

import java.io.Serial;

/** A body that is longer than its door reads. */
public final class BodyTooLargeException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public BodyTooLargeException(int limit) {
        super("The body is longer than " + limit + " bytes");
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
