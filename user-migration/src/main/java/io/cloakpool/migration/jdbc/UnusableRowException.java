package io.cloakpool.migration.jdbc;

/** A row that is not as agreed. The message names the column and never its value. */
final class UnusableRowException extends Exception {
    private static final long serialVersionUID = 1;

    UnusableRowException(String message) {
        super(message);
    }
}
