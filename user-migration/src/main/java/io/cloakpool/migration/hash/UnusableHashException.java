package io.cloakpool.migration.hash;

/** A text that cannot be used as a password hash. The message says what is wrong and never repeats the text, which is a secret. */
public final class UnusableHashException extends IllegalArgumentException {
    /** What kind of trouble it is. */
    public enum Reason {
        /** No format begins so. */
        UNKNOWN,
        /** A format begins so, and the rest is not as the format wants it. */
        MALFORMED,
        /** A sound text of a variant that is left out on purpose. */
        UNSUPPORTED,
        /** A sound text that asks for more time or memory than a sign-in may take. */
        TOO_COSTLY
    }

    private final Reason reason;

    UnusableHashException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    static UnusableHashException malformed(String message) {
        return new UnusableHashException(Reason.MALFORMED, message);
    }

    /** Returns what kind of trouble it is. */
    public Reason reason() {
        return reason;
    }
}
