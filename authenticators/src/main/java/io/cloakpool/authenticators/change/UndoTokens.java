package io.cloakpool.authenticators.change;

import io.cloakpool.authenticators.code.KeyedHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * What lets the former holder of an address undo its change: a text that only the realm can have written, short enough for a text message.
 * Nothing of it is stored, so that it outlives a restart; that it is used once is for its taker to see to.
 */
public final class UndoTokens {
    /** How long a change can be undone. */
    public static final Duration LIFETIME = Duration.ofDays(3);

    private static final int RADIX = 36;
    private static final int PARTS = 4;
    private static final int MAX_LENGTH = 600;
    /** 128 bits, in hexadecimal digits. */
    private static final int MAC_LENGTH = 32;

    private final KeyedHash hash;
    private final InstantSource clock;

    public UndoTokens(KeyedHash hash, InstantSource clock) {
        this.hash = hash;
        this.clock = clock;
    }

    /** The text for a change. */
    public String of(AddressChange change) {
        return String.join(
                ".",
                change.kind().letter(),
                Long.toString(change.at(), RADIX),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(change.previous())),
                mac(change));
    }

    /**
     * The change that a text stands for; nothing where the realm has not written it for this user, or where it is over.
     *
     * @param user the id that it is shown for
     */
    public Optional<AddressChange> read(String user, String text) {
        String[] parts = text.length() > MAX_LENGTH ? new String[0] : text.split("\\.", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        return Arrays.stream(AddressChange.Kind.values())
                .filter(kind -> kind.letter().equals(parts[0]))
                .findFirst()
                .flatMap(kind -> change(kind, user, parts))
                .filter(change -> MessageDigest.isEqual(bytes(of(change)), bytes(text)))
                .filter(change -> clock.instant()
                        .isBefore(Instant.ofEpochSecond(change.at()).plus(LIFETIME)));
    }

    private static Optional<AddressChange> change(AddressChange.Kind kind, String user, String[] parts) {
        try {
            String previous = new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.UTF_8);
            return Optional.of(new AddressChange(kind, user, previous, Long.parseLong(parts[1], RADIX)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String mac(AddressChange change) {
        return hash.of(
                        KeyedHash.Use.UNDO,
                        change.kind().letter() + ":" + change.at() + ":"
                                + change.user().length() + ":" + change.user() + ":" + change.previous())
                .substring(0, MAC_LENGTH);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
