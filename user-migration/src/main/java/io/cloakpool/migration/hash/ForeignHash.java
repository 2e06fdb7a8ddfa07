package io.cloakpool.migration.hash;

import java.security.MessageDigest;

/** A password hash of another system, within the bounds and ready to be compared with. */
public final class ForeignHash {
    /** What the other system makes of a password, to the last byte. */
    @FunctionalInterface
    interface Derivation {
        byte[] of(byte[] password);
    }

    private final byte[] expected;
    private final long memory;
    private final Derivation derivation;

    ForeignHash(byte[] expected, Derivation derivation) {
        this(expected, 0, derivation);
    }

    ForeignHash(byte[] expected, long memory, Derivation derivation) {
        this.expected = expected.clone();
        this.memory = memory;
        this.derivation = derivation;
    }

    /** Returns how many bytes of memory a comparison takes beyond what any request takes; 0 for little. */
    public long memory() {
        return memory;
    }

    /**
     * Says whether this is the hash of a password. Takes the same time wherever the hashes begin to differ.
     *
     * @param password in UTF-8; one of more than 512 bytes never matches, without any work
     */
    public boolean matches(byte[] password) {
        // A copy, since some of the libraries wipe what they are given.
        return password.length <= Bounds.PASSWORD && MessageDigest.isEqual(expected, derivation.of(password.clone()));
    }
}
