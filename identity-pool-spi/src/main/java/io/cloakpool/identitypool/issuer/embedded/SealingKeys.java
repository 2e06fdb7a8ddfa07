package io.cloakpool.identitypool.issuer.embedded;

import io.cloakpool.identitypool.pool.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The keys of one credential, all from the realm's sealing secret and the credential's own random bytes. */
final class SealingKeys {
    private static final String PREFIX = "cloakpool credential v1: ";
    private static final int KEY_BYTES = 32;
    private static final int SECRET_BYTES = 30;
    private static final int ACCESS_KEY_CHARACTERS = 16;

    private final Hkdf derivation;

    SealingKeys(Secret sealingSecret, byte[] salt) {
        this.derivation = Hkdf.extract(salt, sealingSecret.bytes());
    }

    /** AES-256; used for one message only. */
    byte[] sealing() {
        return expand("seal", KEY_BYTES);
    }

    /** 40 characters of base64, as AWS secret keys are. */
    String secretAccessKey() {
        return Base64.getEncoder().encodeToString(expand("secret access key", SECRET_BYTES));
    }

    /** {@code ASIA} and 16 characters that only this token has. */
    String accessKeyId(byte[] token) {
        byte[] mac = Hkdf.hmac(expand("access key id", KEY_BYTES), token);
        return "ASIA" + Base32.prefix(mac, ACCESS_KEY_CHARACTERS);
    }

    private byte[] expand(String label, int length) {
        return derivation.expand((PREFIX + label).getBytes(StandardCharsets.UTF_8), length);
    }
}
