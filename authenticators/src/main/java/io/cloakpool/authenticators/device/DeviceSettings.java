package io.cloakpool.authenticators.device;

import io.cloakpool.authenticators.settings.WholeNumber;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether a realm remembers devices, as Cognito's {@code DeviceConfiguration}; other than there, what is remembered ends.
 *
 * @param lifetime for how long a device is remembered
 */
public record DeviceSettings(Mode mode, Duration lifetime) {
    /** Name of the setting for {@link #mode}. */
    public static final String MODE = "cloakpool.devices";
    /** Name of the setting for {@link #lifetime}, in days. */
    public static final String DAYS = "cloakpool.devices.days";
    /** Devices that a user can have; the oldest makes room. */
    public static final int MOST_OF_USER = 20;

    static final int DEFAULT_DAYS = 30;
    static final int MAX_DAYS = 365;

    /** What happens after a second factor. */
    public enum Mode {
        /** Nothing is remembered, and what was does not count. */
        OFF,
        /** The user is asked. */
        ASK,
        /** The device is remembered without a question. */
        ALWAYS
    }

    /** No device is remembered. */
    public static DeviceSettings off() {
        return new DeviceSettings(Mode.OFF, Duration.ofDays(DEFAULT_DAYS));
    }

    /**
     * Reads the settings of a realm.
     *
     * @param values the value of a name, if it has one
     * @throws IllegalArgumentException for a value that is none; the message names it
     */
    public static DeviceSettings read(Function<String, @Nullable String> values) {
        return new DeviceSettings(
                mode(values.apply(MODE)),
                Duration.ofDays(WholeNumber.read(DAYS, values.apply(DAYS), 1, MAX_DAYS, DEFAULT_DAYS)));
    }

    private static Mode mode(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Mode.OFF;
        }
        for (Mode mode : Mode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(text.strip())) {
                return mode;
            }
        }
        throw new IllegalArgumentException(MODE + " is none of off, ask and always");
    }

    /**
     * Whether a device is still remembered.
     *
     * @param rememberedAt when it was, in milliseconds
     * @param newestCredential when the user's newest other credential was made, in milliseconds: whoever changes a password or sets up a
     *     factor begins anew everywhere
     */
    public boolean isGood(long rememberedAt, long newestCredential, long now) {
        return mode != Mode.OFF && rememberedAt >= newestCredential && now < rememberedAt + lifetime.toMillis();
    }
}
