package io.cloakpool.migration.spi;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A name by which the old system is asked for a user: a user name or an e-mail address, in the spelling that was typed or that the old
 * system has told. It is short enough to be part of a storage id, and is no path of its own.
 */
@PublicApi
public record LegacyName(String text) {
    /** Bytes in UTF-8: with more of them a storage id would not fit into Keycloak's columns. */
    public static final int MAX_BYTES = 150;

    public LegacyName {
        if (!isOne(text)) {
            throw new IllegalArgumentException("Not a name that the old system can be asked for");
        }
    }

    /** The name, or nothing for what cannot be asked for. */
    public static Optional<LegacyName> of(String text) {
        return isOne(text) ? Optional.of(new LegacyName(text)) : Optional.empty();
    }

    /** Whether this is the name of a user, in whatever case. */
    public boolean isSameAs(String other) {
        return text.equalsIgnoreCase(other);
    }

    private static boolean isOne(String text) {
        return !text.isBlank()
                && text.equals(text.strip())
                && !text.equals(".")
                && !text.equals("..")
                && text.codePoints().noneMatch(LegacyName::isUnfit)
                && text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    private static boolean isUnfit(int character) {
        int type = Character.getType(character);
        return Character.isISOControl(character) || type == Character.SURROGATE || type == Character.FORMAT;
    }
}
