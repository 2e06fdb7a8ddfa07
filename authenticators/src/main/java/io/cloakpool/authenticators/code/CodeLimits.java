package io.cloakpool.authenticators.code;

import io.cloakpool.authenticators.budget.Budget;
import java.time.Duration;
import java.util.List;

/** Every number of the one-time codes. */
final class CodeLimits {
    /** Digits of a code. */
    static final int DIGITS = 6;
    /** How many guesses one code is compared with. */
    static final int GUESSES_PER_CODE = 5;
    /** How long a user waits before they can ask for the next code. */
    static final Duration COOLDOWN = Duration.ofSeconds(30);

    /**
     * Wrong guesses of a user, whatever code they were for. Two windows may fall into one day of 24 hours: 50 guesses at a million codes
     * are 5·10⁻⁵, the most that a day may give.
     */
    static final Budget WRONG_GUESSES = new Budget("code-wrong-guesses", 25, Duration.ofDays(1));

    /** Codes of a user: five an hour as Cognito's {@code ResendConfirmationCode}. */
    static final List<Budget> OF_USER = List.of(
            new Budget("code-user-hour", 5, Duration.ofHours(1)), new Budget("code-user-day", 20, Duration.ofDays(1)));
    /** Codes to one address or number, whoever's it is. */
    static final List<Budget> OF_DESTINATION = List.of(
            new Budget("code-destination-hour", 5, Duration.ofHours(1)),
            new Budget("code-destination-day", 20, Duration.ofDays(1)));
    /** Codes that one source may ask for: an office of some hundred people behind one address, not a botnet's node. */
    static final List<Budget> OF_SOURCE = List.of(new Budget("code-source-hour", 300, Duration.ofHours(1)));

    private CodeLimits() {}
}
