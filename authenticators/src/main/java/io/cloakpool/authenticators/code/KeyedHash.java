package io.cloakpool.authenticators.code;

import java.util.Locale;

/** A keyed hash. Whoever reads the stored codes does not have its key: a million codes are hashed in a second. */
@FunctionalInterface
public interface KeyedHash {
    /** What hashes are for. What is hashed for one use is the hash of no text of another, whoever writes the text. */
    enum Use {
        /** The name that somebody typed. */
        NAME,
        /** The address that a user is to confirm. */
        ADDRESS,
        /** Where a code went. */
        DESTINATION,
        /** A code, or what its link carries. */
        CODE,
        /** Who spends of a budget. */
        BUDGET,
        /** The secret of a remembered device. */
        DEVICE,
        /** Whoever wants an account. */
        SIGN_UP,
        /** The link that undoes a change. */
        UNDO;

        /** The text to be hashed: no use's name is the beginning of another's, since none has a colon. */
        public String label(String text) {
            return name().toLowerCase(Locale.ROOT).replace('_', '-') + ":" + text;
        }
    }

    /** The hash of a text, printable. */
    String of(Use use, String text);
}
