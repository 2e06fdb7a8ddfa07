package io.cloakpool.authenticators.code;

import java.time.Duration;

/** What a code proves, and how long it may take: the lifetimes of Cognito ("Constants", sign-in sessions 3 to 15 minutes). */
public enum Purpose {
    /** Whoever wants an account reads the address that it is to have. */
    NEW_ACCOUNT(Duration.ofHours(24)),
    /** The owner of a new account reads its address. */
    SIGN_UP(Duration.ofHours(24)),
    /** A user reads an address that is to become theirs. */
    ATTRIBUTE(Duration.ofHours(24)),
    /** Instead of a password. */
    FIRST_FACTOR(Duration.ofMinutes(5)),
    /** After a password. */
    SECOND_FACTOR(Duration.ofMinutes(5)),
    /** Before a new password is set. */
    RECOVERY(Duration.ofHours(1));

    private final Duration lifetime;

    Purpose(Duration lifetime) {
        this.lifetime = lifetime;
    }

    /** How long a code is valid. */
    public Duration lifetime() {
        return lifetime;
    }

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
