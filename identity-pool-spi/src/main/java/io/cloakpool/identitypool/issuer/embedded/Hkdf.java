package io.cloakpool.identitypool.issuer.embedded;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869). */
final class Hkdf {
    private static final String HMAC = "HmacSHA256";
    private static final int HASH_BYTES = 32;
    private static final int MAX_BLOCKS = 255;

    private Hkdf() {}

    /** A pseudo-random key of 32 bytes. An empty salt counts as 32 zero bytes. */
    static byte[] extract(byte[] salt, byte[] keyMaterial) {
        return hmac(salt.length == 0 ? new byte[HASH_BYTES] : salt, keyMaterial);
    }

    /** Output key material of the given length, at most 255 * 32 bytes. */
    static byte[] expand(byte[] pseudoRandomKey, byte[] info, int length) {
        if (length < 1 || length > MAX_BLOCKS * HASH_BYTES) {
            throw new IllegalArgumentException("length must be 1 to 8160, but is " + length);
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream(length + HASH_BYTES);
        byte[] block = new byte[0];
        for (int counter = 1; output.size() < length; counter++) {
            block = hmac(pseudoRandomKey, block, info, new byte[] {(byte) counter});
            output.writeBytes(block);
        }
        return Arrays.copyOf(output.toByteArray(), length);
    }

    static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
