package io.cloakpool.migration.cognito;

/** What ends an export before its end. It can go on from its last page. */
class ExportException extends Exception {
    private static final long serialVersionUID = 1;

    ExportException(String message) {
        super(message);
    }
}
