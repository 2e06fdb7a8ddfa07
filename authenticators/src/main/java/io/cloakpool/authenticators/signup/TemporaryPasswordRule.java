package io.cloakpool.authenticators.signup;

import io.cloakpool.authenticators.settings.WholeNumber;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a password is good that has to be changed, as Cognito's {@code TemporaryPasswordValidityDays}.
 *
 * @param validity since it was set
 */
public record TemporaryPasswordRule(Duration validity) {
    /** Name of the setting. */
    public static final String DAYS = "cloakpool.temporaryPasswordDays";

    static final int DEFAULT_DAYS = 7;
    static final int MAX_DAYS = 365;

    /** What counts where the realm says nothing. */
    public static TemporaryPasswordRule byDefault() {
        return new TemporaryPasswordRule(Duration.ofDays(DEFAULT_DAYS));
    }

    /**
     * Reads the setting of a realm.
     *
     * @throws IllegalArgumentException for a value that is none; the message names it
     */
    public static TemporaryPasswordRule read(@Nullable String days) {
        return new TemporaryPasswordRule(Duration.ofDays(WholeNumber.read(DAYS, days, 1, MAX_DAYS, DEFAULT_DAYS)));
    }

    /** Whether a password that was set then is no longer good. */
    public boolean isOver(Instant set, Instant now) {
        return !now.isBefore(set.plus(validity));
    }
}
