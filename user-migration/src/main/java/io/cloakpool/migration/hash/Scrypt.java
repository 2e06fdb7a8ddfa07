package io.cloakpool.migration.hash;

import org.bouncycastle.crypto.generators.SCrypt;

/**
 * Parameters of scrypt (RFC 7914) that are within the bounds.
 *
 * @param n cost, a power of two
 * @param r size of a block in units of 128 bytes
 * @param p how many blocks of their own
 */
record Scrypt(int n, int r, int p) {
    private static final int UNIT = 128;
    /** With blocks of one unit the cost is below 2 to the power of 16 (RFC 7914, section 6). */
    private static final long MOST_OF_ONE_UNIT = 1L << 16;

    /** @throws UnusableHashException for parameters that scrypt does not know, or beyond the bounds */
    static Scrypt of(long n, long r, long p) {
        if (n < 2 || Long.bitCount(n) != 1) {
            throw UnusableHashException.malformed("N is no power of two");
        }
        if (r < 1 || p < 1) {
            throw UnusableHashException.malformed("r and p must be positive");
        }
        // In this order: what is within the one cannot overflow the next.
        Bounds.atMost("N", n, Bounds.MEMORY / UNIT);
        Bounds.atMost("r", r, Bounds.MEMORY / UNIT);
        Bounds.atMost("memory in bytes (128 N r)", UNIT * n * r, Bounds.MEMORY);
        Bounds.atMost("p", p, Bounds.PARALLELISM);
        Bounds.atMost("N r p", n * r * p, Bounds.SCRYPT_BLOCKS);
        if (r == 1 && n >= MOST_OF_ONE_UNIT) {
            throw UnusableHashException.malformed("N must be below 65536 with r = 1");
        }
        return new Scrypt((int) n, (int) r, (int) p);
    }

    /** The same with the binary logarithm of N. */
    static Scrypt ofLog(long log, long r, long p) {
        Bounds.atMost("binary logarithm of N", log, Long.numberOfTrailingZeros(Bounds.MEMORY / UNIT));
        return of(1L << log, r, p);
    }

    /** Bytes of memory that a derivation takes. */
    long memory() {
        return (long) UNIT * r * (n + p);
    }

    byte[] derive(byte[] password, byte[] salt, int length) {
        return SCrypt.generate(password, salt, n, r, p, length);
    }
}
