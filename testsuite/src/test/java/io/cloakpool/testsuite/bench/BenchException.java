package io.cloakpool.testsuite.bench;

/** The run cannot go on, or what it measured is not what it says. The message is for the person at the terminal. */
final class BenchException extends RuntimeException {
    BenchException(String message) {
        super(message);
    }

    BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
