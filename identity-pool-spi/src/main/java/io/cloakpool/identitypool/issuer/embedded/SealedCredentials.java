package io.cloakpool.identitypool.issuer.embedded;

import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolKeys;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Temporary credentials that carry all there is to know about them in their session token, sealed with AES-256-GCM under a key
 * that is used once. Nothing is stored; a node that has the realm's keys can open what any other node sealed.
 */
public final class SealedCredentials {
    private static final int TAG_BITS = 128;
    /** A nonce must not repeat under one key; here no key does. */
    private static final byte[] NONCE = new byte[12];

    private final PoolRealm realm;
    private final PoolKeys keys;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** @param random must be a {@link java.security.SecureRandom} outside of tests */
    public SealedCredentials(PoolRealm realm, PoolKeys keys, InstantSource clock, RandomGenerator random) {
        this.realm = realm;
        this.keys = keys;
        this.clock = clock;
        this.random = random;
    }

    IssuedCredentials seal(UUID pool, SealedContent content) {
        PoolKeys.SealingKey key = keys.activeSealing()
                .orElseThrow(() ->
                        new Refused(Reason.POOL_MISCONFIGURED, "The realm has no active sealing key for credentials."));
        byte[] plain = ContentCodec.encode(content, SealedToken.MAX_CONTENT_BYTES);
        if (plain == null) {
            throw new Refused(Reason.POLICY_TOO_LARGE, "Session policies and tags are too large for a session token.");
        }
        byte[] salt = new byte[SealedToken.SALT_BYTES];
        random.nextBytes(salt);
        SealingKeys derived = new SealingKeys(key.secret(), salt);
        byte[] header = SealedToken.header(content.version(), key.keyId(), pool, salt);
        byte[] sealed;
        try {
            sealed = crypt(Cipher.ENCRYPT_MODE, derived, SealedToken.associatedData(header, realm.id()), plain);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("sealing checks no tag", e);
        }
        SealedToken token = SealedToken.of(header, sealed);
        return new IssuedCredentials(
                derived.accessKeyId(token.bytes()), derived.secretAccessKey(), token.text(), content.expiresAt());
    }

    /**
     * Opens a session token.
     *
     * @param accessKeyId the access key that came with it
     * @throws Refused {@code SESSION_TOKEN_INVALID} when it was not sealed with a key of this realm or was altered, {@code
     *     ACCESS_KEY_UNKNOWN} when the access key is another one's, {@code SESSION_TOKEN_EXPIRED} when its time is over
     */
    public OpenedCredential open(String sessionToken, String accessKeyId) {
        SealedToken token = SealedToken.parse(sessionToken).orElseThrow(SealedCredentials::invalid);
        PoolKeys.SealingKey key = keys.sealing(token.keyId()).orElseThrow(SealedCredentials::invalid);
        SealingKeys derived = new SealingKeys(key.secret(), token.salt());
        SealedContent content = content(token, derived);
        if (!equal(derived.accessKeyId(token.bytes()), accessKeyId)) {
            throw new Refused(
                    Reason.ACCESS_KEY_UNKNOWN, "The access key id is not the one that came with the session token.");
        }
        if (!clock.instant().isBefore(content.expiresAt())) {
            throw new Refused(Reason.SESSION_TOKEN_EXPIRED, "The session token has expired.");
        }
        return opened(token, accessKeyId, derived.secretAccessKey(), content);
    }

    private SealedContent content(SealedToken token, SealingKeys derived) {
        try {
            return ContentCodec.decode(
                    token.version(),
                    crypt(Cipher.DECRYPT_MODE, derived, token.associatedData(realm.id()), token.sealed()));
        } catch (AEADBadTagException e) {
            throw invalid();
        }
    }

    private OpenedCredential opened(
            SealedToken token, String accessKeyId, String secretAccessKey, SealedContent content) {
        return new OpenedCredential(
                accessKeyId,
                secretAccessKey,
                new PoolId(realm.region(), token.pool()),
                content.poolGeneration(),
                new IdentityId(realm.region(), content.identity()),
                content.roleId(),
                content.roleName(),
                content.sessionName(),
                content.userId(),
                content.sessionId(),
                content.clientId(),
                Instant.ofEpochSecond(content.loginIssuedAt()),
                content.issuedAt(),
                content.expiresAt(),
                content.amr(),
                content.sessionPolicies(),
                content.principalTags(),
                content.chain());
    }

    private static byte[] crypt(int mode, SealingKeys keys, byte[] associatedData, byte[] input)
            throws AEADBadTagException {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(keys.sealing(), "AES"), new GCMParameterSpec(TAG_BITS, NONCE));
            cipher.updateAAD(associatedData);
            return cipher.doFinal(input);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    private static boolean equal(String expected, String actual) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
    }

    private static Refused invalid() {
        return new Refused(Reason.SESSION_TOKEN_INVALID, "The session token is not valid.");
    }
}
