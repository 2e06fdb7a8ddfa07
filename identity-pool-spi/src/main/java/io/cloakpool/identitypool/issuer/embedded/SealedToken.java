package io.cloakpool.identitypool.issuer.embedded;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * A session token taken apart, nothing of it proven: version, key id (8 bytes), uuid of the pool, 32 random bytes, sealed
 * content; base64url as text, in its one spelling.
 */
final class SealedToken {
    /** One role, as all credentials had it at first. Still written for these, so that every node of a rolling upgrade reads them. */
    static final byte VERSION = 1;
    /** A chain of roles. What does not know it refuses it, and so never takes the last role for all there is. */
    static final byte CHAINED_VERSION = 2;

    static final int SALT_BYTES = 32;
    /** Longest text of a token; with a signature it must fit the 8 KiB that many servers give a header. */
    static final int MAX_LENGTH = 6_144;

    private static final int KEY_ID_BYTES = 8;
    private static final int POOL_AT = 1 + KEY_ID_BYTES;
    private static final int SALT_AT = POOL_AT + 2 * Long.BYTES;
    private static final int HEADER_BYTES = SALT_AT + SALT_BYTES;
    private static final int TAG_BYTES = 16;
    /** Most bytes of a content. */
    static final int MAX_CONTENT_BYTES = MAX_LENGTH / 4 * 3 - HEADER_BYTES - TAG_BYTES;

    private final byte[] bytes;

    private SealedToken(byte[] bytes) {
        this.bytes = bytes;
    }

    static byte[] header(byte version, String keyId, UUID pool, byte[] salt) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .put(version)
                .put(HexFormat.of().parseHex(keyId))
                .putLong(pool.getMostSignificantBits())
                .putLong(pool.getLeastSignificantBits())
                .put(salt)
                .array();
    }

    static SealedToken of(byte[] header, byte[] sealed) {
        return new SealedToken(ByteBuffer.allocate(header.length + sealed.length)
                .put(header)
                .put(sealed)
                .array());
    }

    /** Empty for a text that cannot be a token of a version that is known here. */
    static Optional<SealedToken> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        SealedToken token = new SealedToken(bytes);
        boolean plausible = bytes.length > HEADER_BYTES + TAG_BYTES && isKnown(bytes[0]);
        return plausible && token.text().equals(text) ? Optional.of(token) : Optional.empty();
    }

    private static boolean isKnown(byte version) {
        return version == VERSION || version == CHAINED_VERSION;
    }

    byte version() {
        return bytes[0];
    }

    byte[] bytes() {
        return bytes.clone();
    }

    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String keyId() {
        return HexFormat.of().formatHex(bytes, 1, POOL_AT);
    }

    UUID pool() {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, POOL_AT, 2 * Long.BYTES);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    byte[] salt() {
        return slice(SALT_AT, HEADER_BYTES);
    }

    byte[] sealed() {
        return slice(HEADER_BYTES, bytes.length);
    }

    /** What the seal covers beside the content: the whole header, and the realm, which is not in the token. */
    byte[] associatedData(String realmId) {
        return associatedData(slice(0, HEADER_BYTES), realmId);
    }

    static byte[] associatedData(byte[] header, String realmId) {
        byte[] realm = realmId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(header.length + realm.length)
                .put(header)
                .put(realm)
                .array();
    }

    private byte[] slice(int from, int to) {
        byte[] slice = new byte[to - from];
        ByteBuffer.wrap(bytes, from, slice.length).get(slice);
        return slice;
    }
}
