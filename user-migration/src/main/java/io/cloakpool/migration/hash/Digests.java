package io.cloakpool.migration.hash;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests by the names that Java has for them. */
final class Digests {
    static final String MD5 = "MD5";
    static final String SHA1 = "SHA-1";
    static final String SHA256 = "SHA-256";
    static final String SHA512 = "SHA-512";

    private Digests() {}

    static MessageDigest of(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no " + algorithm, e);
        }
    }

    /** The digest of two values in a row. */
    static byte[] of(String algorithm, byte[] first, byte[] second) {
        MessageDigest digest = of(algorithm);
        digest.update(first);
        return digest.digest(second);
    }
}
