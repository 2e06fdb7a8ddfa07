package io.cloakpool.migration.bulk;

/** A file, or a part of one, that is not taken at all. */
public final class FileException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** Why. */
    public enum Reason {
        TOO_LARGE,
        TOO_SLOW
    }

    public FileException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
