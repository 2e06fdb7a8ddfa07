package io.cloakpool.migration.hash;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** PBKDF2 (RFC 8018, section 5.2) over HMAC with one of three digests. */
enum Pbkdf2 {
    SHA1("PBKDF2WithHmacSHA1", 20),
    SHA256("PBKDF2WithHmacSHA256", 32),
    SHA512("PBKDF2WithHmacSHA512", 64);

    private final String algorithm;
    private final int digest;

    Pbkdf2(String algorithm, int digest) {
        this.algorithm = algorithm;
        this.digest = digest;
    }

    /** How many bytes its digest has. */
    int digest() {
        return digest;
    }

    /** @throws UnusableHashException for rounds beyond the bounds */
    ForeignHash hash(long rounds, byte[] salt, byte[] hash) {
        int blocks = (hash.length + digest - 1) / digest;
        Bounds.atMost("rounds over all blocks of the hash", rounds * blocks, Bounds.PBKDF2_ROUNDS);
        return new ForeignHash(hash, password -> derive(password, salt, (int) rounds, hash.length));
    }

    private byte[] derive(byte[] password, byte[] salt, int rounds, int length) {
        // Java takes characters, and makes the same bytes of them again.
        CharBuffer characters = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(password));
        char[] exact = new char[characters.remaining()];
        characters.get(exact);
        try {
            return SecretKeyFactory.getInstance(algorithm)
                    .generateSecret(new PBEKeySpec(exact, salt, rounds, length * Byte.SIZE))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + algorithm, e);
        }
    }
}
