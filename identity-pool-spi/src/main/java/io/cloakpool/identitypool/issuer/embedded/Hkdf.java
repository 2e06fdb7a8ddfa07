package io.cloakpool.identitypool.issuer.embedded;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869). Not for several threads: all output comes from one keyed MAC, since keying it costs most. */
final class Hkdf {
    private static final String HMAC = "HmacSHA256";
    private static final int HASH_BYTES = 32;
    private static final int MAX_BLOCKS = 255;

    private final Mac mac;

    /** Expands a pseudo-random key, which must not be empty. */
    Hkdf(byte[] pseudoRandomKey) {
        this.mac = keyed(pseudoRandomKey);
    }

    /** Expands what is extracted from key material. An empty salt counts as 32 zero bytes. */
    static Hkdf extract(byte[] salt, byte[] keyMaterial) {
        return new Hkdf(hmac(salt.length == 0 ? new byte[HASH_BYTES] : salt, keyMaterial));
    }

    /** Output key material of the given length, at most 255 * 32 bytes. */
    byte[] expand(byte[] info, int length) {
        if (length < 1 || length > MAX_BLOCKS * HASH_BYTES) {
            throw new IllegalArgumentException("length must be 1 to 8160, but is " + length);
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream(length + HASH_BYTES);
        byte[] block = new byte[0];
        for (int counter = 1; output.size() < length; counter++) {
            mac.update(block);
            mac.update(info);
            block = mac.doFinal(new byte[] {(byte) counter});
            output.writeBytes(block);
        }
        return Arrays.copyOf(output.toByteArray(), length);
    }

    static byte[] hmac(byte[] key, byte[] message) {
        return keyed(key).doFinal(message);
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
