package io.cloakpool.identitypool.fakes;

import io.cloakpool.identitypool.issuer.TokenCodec;
import io.cloakpool.identitypool.pool.PoolKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens that verify because they were signed here, as long as their key is among those asked for. */
public final class FakeTokenCodec implements TokenCodec {
    private record Signed(String kid, Map<String, Object> claims) {}

    private final Map<String, Signed> tokens = new HashMap<>();

    @Override
    public String sign(PoolKeys.SigningKey key, Map<String, Object> claims) {
        String token = "pool-token-" + tokens.size();
        tokens.put(token, new Signed(key.kid(), Map.copyOf(claims)));
        return token;
    }

    @Override
    public Optional<Map<String, Object>> verify(List<PoolKeys.SigningKey> keys, String token) {
        return Optional.ofNullable(tokens.get(token))
                .filter(signed -> keys.stream().anyMatch(key -> key.kid().equals(signed.kid())))
                .map(Signed::claims);
    }

    public Map<String, Object> claims(String token) {
        Signed signed = tokens.get(token);
        return signed == null ? Map.of() : signed.claims();
    }
}
