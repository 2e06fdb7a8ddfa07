package io.cloakpool.distribution.demo;

import java.io.Serial;

/** Ends the demo with one line for the person in front of it. */
final class DemoException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }

    DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}
