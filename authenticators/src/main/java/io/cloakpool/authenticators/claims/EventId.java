package io.cloakpool.authenticators.claims;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The id of a sign-in, claim {@code event_id} of Cognito's tokens. It is made of what the session says, so that nothing is stored, every
 * node knows it, and a refresh, which is no sign-in, does not change it.
 */
public final class EventId {
    /** RFC 9562, section 5.8: a UUID of a maker's own. */
    private static final long VERSION_8 = 0x8000L;

    private static final long VERSION_BITS = 0xF000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VARIANT_BITS = 0xC000_0000_0000_0000L;

    private EventId() {}

    /**
     * Of one sign-in.
     *
     * @param session id of the user's session
     * @param authTime when its user was last asked for proof, as claim {@code auth_time}; null where the session does not say so
     */
    public static UUID of(String session, @Nullable String authTime) {
        ByteBuffer hash = ByteBuffer.wrap(sha256("event_id " + session + " " + authTime));
        return new UUID((hash.getLong() & ~VERSION_BITS) | VERSION_8, (hash.getLong() & ~VARIANT_BITS) | VARIANT);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
