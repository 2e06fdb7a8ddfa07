package io.cloakpool.migration.cognito;

/** Somebody of a page is no user any more: their pool goes on while it is exported. */
final class NoSuchUserException extends ExportException {
    private static final long serialVersionUID = 1;

    NoSuchUserException(String message) {
        super(message);
    }
}
