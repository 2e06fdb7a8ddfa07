package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.PoolKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as hex: what stands for a text wherever databases fold case, limit index lengths or a key must stay short. */
final class KeyDigest {
    /** Characters of a digest. */
    static final int LENGTH = 64;

    private KeyDigest() {}

    /** Digest of several texts; each is preceded by its length, so that no two lists of texts look alike. */
    static String of(String... texts) {
        MessageDigest digest = sha256();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The id by which tokens name a key: the first {@value PoolKeys#KEY_ID_BYTES} bytes of the component id's digest. */
    static String keyId(String componentId) {
        byte[] digest = sha256().digest(componentId.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, PoolKeys.KEY_ID_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
