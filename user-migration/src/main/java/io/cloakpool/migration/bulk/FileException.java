package io.cloakpool.migration.bulk;

/** A file that is not taken at all. */
public final class FileException extends Exception {
    private static final long serialVersionUID = 1;

    public FileException(String message) {
        super(message);
    }
}
