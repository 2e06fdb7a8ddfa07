package io.cloakpool.migration.hash;

import io.cloakpool.migration.hash.UnusableHashException.Reason;

/**
 * What a stored hash may ask of the server, the same for whoever wrote it. Anybody may start a sign-in, so each of them keeps one
 * comparison to a few seconds of one core at the very most. What the known systems are set to by default is far below.
 */
final class Bounds {
    /** Characters of an encoded hash. */
    static final int ENCODED = 1024;
    /** Bytes of a password: SHA-crypt hashes the whole of it in every round. A longer one matches nothing. */
    static final int PASSWORD = 512;
    /** Bytes of a salt. */
    static final int SALT = 64;
    /** Bytes of a hash. Below 16 a wrong password would have a chance. */
    static final int HASH_LEAST = 16;

    static final int HASH = 64;
    /** Bytes of the key that Firebase signs with. */
    static final int SIGNER_KEY = 256;
    /** Bytes of memory for one comparison. */
    static final long MEMORY = 256L << 20;
    /** Binary logarithm of bcrypt's rounds. */
    static final int BCRYPT_COST = 15;
    /** Blocks that one run of scrypt mixes: N times r times p. */
    static final long SCRYPT_BLOCKS = 1L << 21;
    /** Lanes of scrypt and Argon2. */
    static final int PARALLELISM = 16;
    /** KiB that Argon2 fills over all passes: memory times passes. */
    static final long ARGON2_FILLED = 3L << 18;
    /** Rounds of PBKDF2 over all blocks of its output. */
    static final long PBKDF2_ROUNDS = 3_000_000;
    /** Rounds of SHA-crypt. */
    static final int SHA_CRYPT_ROUNDS = 1_000_000;
    /** Binary logarithm of PHPass' rounds. */
    static final int PHPASS_COST = 20;

    private Bounds() {}

    /** @throws UnusableHashException for a value beyond the most that is allowed */
    static void atMost(String what, long value, long most) {
        if (value > most) {
            throw new UnusableHashException(Reason.TOO_COSTLY, what + " is " + value + ", at most " + most + " may be");
        }
    }
}
