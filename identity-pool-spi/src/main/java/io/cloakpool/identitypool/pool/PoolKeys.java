package io.cloakpool.identitypool.pool;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** The pack's own keys of a realm. Disabled ones never appear here. Nothing is made on a read. */
public interface PoolKeys {
    /** Number of bytes of a {@link SealingKey#keyId}. */
    int KEY_ID_BYTES = 8;

    /**
     * A secret that seals credentials.
     *
     * @param keyId {@value #KEY_ID_BYTES} bytes as lower-case hex, derived from the component's id
     * @param secret at least 32 bytes
     */
    record SealingKey(String keyId, Secret secret) {}

    /**
     * A key pair that signs OpenID tokens (RS256).
     *
     * @param kid as published
     */
    record SigningKey(String kid, PrivateKey privateKey, X509Certificate certificate) {
        @Override
        public String toString() {
            return "SigningKey[" + kid + "]";
        }
    }

    /** The key that seals new credentials: the newest active one. */
    Optional<SealingKey> activeSealing();

    /** An active or passive sealing key. */
    Optional<SealingKey> sealing(String keyId);

    /** The key that signs new tokens: the newest active one. */
    Optional<SigningKey> activeSigning();

    /** Active and passive signing keys, the one that signs first. */
    List<SigningKey> published();
}
