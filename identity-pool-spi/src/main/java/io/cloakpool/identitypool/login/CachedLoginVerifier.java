package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Base64;

/**
 * Spares the signature check of a token that was verified before. Key and times are looked at again on each use, a changed
 * binding starts anew, and refusals are not remembered.
 */
public final class CachedLoginVerifier {
    private final VerifiedLoginCache cache;
    private final RealmLoginVerifier verifier;
    private final RealmTokens tokens;
    private final PoolRealm realm;
    private final InstantSource clock;

    public CachedLoginVerifier(VerifiedLoginCache cache, RealmTokens tokens, PoolRealm realm, InstantSource clock) {
        this.cache = cache;
        this.verifier = new RealmLoginVerifier(tokens, realm, clock);
        this.tokens = tokens;
        this.realm = realm;
        this.clock = clock;
    }

    /** As {@link RealmLoginVerifier#verify}, for the clients of this binding. */
    public VerifiedLogin verify(LoginBinding binding, String token) {
        String key = key(binding, token);
        Proof known = cache.get(key);
        if (known != null && tokens.accepts(known.kid(), known.algorithm())) {
            known.requireInTime(clock);
            return known.login();
        }
        Proof proof = verifier.prove(token, binding.clientIds());
        cache.put(key, proof);
        return proof.login();
    }

    /** The issuer is part of it: it changes with the hostname, and then the token must be judged again. */
    private String key(LoginBinding binding, String token) {
        MessageDigest digest = sha256();
        for (String part :
                new String[] {realm.id(), realm.issuer().toString(), binding.id(), binding.revision(), token}) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return Base64.getEncoder().encodeToString(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
