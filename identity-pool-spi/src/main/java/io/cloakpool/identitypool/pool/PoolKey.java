package io.cloakpool.identitypool.pool;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key of the pack as configured.
 *
 * @param id id of its component
 * @param status what it may do
 * @param createdAt when it was made; of several active keys the newest is used
 * @param rotateAfter the age at which another key takes its place; null for never
 * @param passiveSince when another key took its place; null while none did
 * @param material the key itself
 */
public record PoolKey(
        String id,
        Status status,
        Instant createdAt,
        @Nullable Duration rotateAfter,
        @Nullable Instant passiveSince,
        Material material) {
    /** What a key may do. */
    public enum Status {
        /** Seals or signs, and verifies. */
        ACTIVE,
        /** Verifies only. */
        PASSIVE,
        /** Is not looked at. */
        DISABLED
    }

    /** The key itself, by kind. */
    public sealed interface Material {
        PoolStore.KeyKind kind();
    }

    /** A secret that seals credentials, at least 32 bytes. */
    public record Sealing(Secret secret) implements Material {
        @Override
        public PoolStore.KeyKind kind() {
            return PoolStore.KeyKind.SEALING;
        }
    }

    /** An RSA key pair; the certificate holds the public key that belongs to the private one. */
    public record Signing(PrivateKey privateKey, X509Certificate certificate) implements Material {
        @Override
        public PoolStore.KeyKind kind() {
            return PoolStore.KeyKind.SIGNING;
        }

        @Override
        public String toString() {
            return "Signing[]";
        }
    }
}
