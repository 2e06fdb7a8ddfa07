package io.cloakpool.identitypool.issuer;

import io.cloakpool.identitypool.pool.PoolKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compact RS256 JWTs with the pack's own keys. */
public interface TokenCodec {
    /** Signs the claims; the header carries {@code alg}, {@code typ: JWT} and the key's {@code kid}. */
    String sign(PoolKeys.SigningKey key, Map<String, Object> claims);

    /**
     * The claims of a token that one of these keys signed with RS256; empty for every other text. The key is chosen by
     * {@code kid}; times and audience are not looked at.
     */
    Optional<Map<String, Object>> verify(List<PoolKeys.SigningKey> keys, String token);
}
