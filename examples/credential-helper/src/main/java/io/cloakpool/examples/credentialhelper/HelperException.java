package io.cloakpool.examples.credentialhelper;

/** Why the helper could not do what it was asked. The message is for the person at the terminal and holds no secret. */
final class HelperException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What a script can do about it; the exit codes stand in the README. */
    enum Kind {
        USAGE(2),
        SIGN_IN_NEEDED(3),
        UNREACHABLE(4),
        REFUSED(5),
        LOCAL_FILES(6),
        CONFIGURATION(7);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }

    private final Kind kind;

    HelperException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
