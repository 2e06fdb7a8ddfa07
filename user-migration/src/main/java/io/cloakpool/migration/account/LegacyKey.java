package io.cloakpool.migration.account;

import io.cloakpool.migration.spi.LegacyName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A name as part of a storage id, which stands in URLs and in columns of 255 characters. It keeps the spelling. */
public final class LegacyKey {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private LegacyKey() {}

    /** The key of a name. */
    public static String of(LegacyName name) {
        return ENCODER.encodeToString(name.text().getBytes(StandardCharsets.UTF_8));
    }

    /** The name of a key, or nothing for what is none. */
    public static Optional<LegacyName> read(String key) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(key), StandardCharsets.UTF_8);
            return LegacyName.of(text).filter(name -> of(name).equals(key));
        } catch (IllegalArgumentException e) {
            // Anybody may ask for a user by any id.
            return Optional.empty();
        }
    }
}
