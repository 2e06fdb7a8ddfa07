package io.cloakpool.authenticators.code;

/** What a code proves. */
public enum Purpose {
    /** Whoever wants an account reads the address that it is to have. */
    NEW_ACCOUNT,
    /** The owner of a new account reads its address. */
    SIGN_UP,
    /** A user reads an address that is to become theirs. */
    ATTRIBUTE,
    /** Instead of a password. */
    FIRST_FACTOR,
    /** After a password. */
    SECOND_FACTOR,
    /** Before a new password is set. */
    RECOVERY;

    /** What keys of this purpose begin with: stored, so it stays. */
    String key() {
        return switch (this) {
            case NEW_ACCOUNT -> "new-account";
            case SIGN_UP -> "sign-up";
            case ATTRIBUTE -> "attribute";
            case FIRST_FACTOR -> "first";
            case SECOND_FACTOR -> "second";
            case RECOVERY -> "recovery";
        };
    }
}
