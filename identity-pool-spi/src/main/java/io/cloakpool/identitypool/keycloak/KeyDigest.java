package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.PoolKeys;
import io.cloakpool.identitypool.pool.Sha256;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 as hex: what stands for a text wherever databases fold case, limit index lengths or a key must stay short. */
final class KeyDigest {
    /** Characters of a digest. */
    static final int LENGTH = 64;

    private KeyDigest() {}

    /** Digest of several texts together; no two lists of texts have the same. */
    static String of(String... texts) {
        return HexFormat.of().formatHex(Sha256.of(List.of(texts)));
    }

    /** The id by which tokens name a key: the first {@value PoolKeys#KEY_ID_BYTES} bytes of the component id's digest. */
    static String keyId(String componentId) {
        return HexFormat.of().formatHex(Sha256.of(componentId), 0, PoolKeys.KEY_ID_BYTES);
    }
}
