package io.cloakpool.migration.account;

import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyUser;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user as part of a storage id, which stands in URLs and in columns of 255 characters: the name, which the old system is asked for, in its
 * spelling, and a mark of the id there. A name may be another person's tomorrow, whom sessions of the former one must not become.
 */
public final class LegacyKey {
    /** Bytes of the digest of an id: enough that nobody finds another with the same, and room for the name. */
    private static final int MARK = 12;

    private final byte[] mark;
    private final LegacyName name;

    private LegacyKey(byte[] mark, LegacyName name) {
        this.mark = mark;
        this.name = name;
    }

    /** The key of a user. */
    public static LegacyKey of(LegacyUser user) {
        return new LegacyKey(mark(user.id()), user.name());
    }

    /** The key that a text is, or nothing for what is none. */
    public static Optional<LegacyKey> read(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            // Anybody may ask for a user by any id.
            return Optional.empty();
        }
        if (bytes.length <= MARK) {
            return Optional.empty();
        }
        byte[] mark = Arrays.copyOf(bytes, MARK);
        return LegacyName.of(new String(bytes, MARK, bytes.length - MARK, StandardCharsets.UTF_8))
                .map(name -> new LegacyKey(mark, name))
                .filter(key -> key.toString().equals(text));
    }

    /** The name to ask for. */
    public LegacyName name() {
        return name;
    }

    /** Whether this id of the old system is the user's; null for one who has none. */
    public boolean hasId(@Nullable String id) {
        return Arrays.equals(mark, mark(id));
    }

    private static byte[] mark(@Nullable String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((id == null ? "" : id).getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, MARK);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** As it stands in a storage id. */
    @Override
    public String toString() {
        byte[] text = name.text().getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(MARK + text.length)
                        .put(mark)
                        .put(text)
                        .array());
    }
}
