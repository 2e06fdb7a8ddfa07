package io.cloakpool.migration.aws;

/** A place that should have credentials and gives none. The message names the place and never what it has. */
public final class CredentialsException extends Exception {
    private static final long serialVersionUID = 1;

    CredentialsException(String message) {
        super(message);
    }
}
