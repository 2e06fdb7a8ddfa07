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
     * Wrong guesses of a user in each family. Two windows may fall into one day of 24 hours: 48 guesses at a million codes are less than
     * 5·10⁻⁵, the most that a day may give.
     */
    static final int WRONG_GUESSES = 12;

    /** How long a code is valid: as long as Cognito's ("Constants"; a sign-in 3 to 15 minutes). */
    static Duration lifetime(Purpose purpose) {
        return switch (purpose) {
            case NEW_ACCOUNT, SIGN_UP, ATTRIBUTE -> Duration.ofHours(24);
            case FIRST_FACTOR, SECOND_FACTOR -> Duration.ofMinutes(5);
            case RECOVERY -> Duration.ofHours(1);
        };
    }

    /**
     * What the codes of a user may cost. Whoever knows a name alone asks for codes of the one family and guesses at them; that must not
     * use up what the owner needs who has proven something already.
     *
     * @param ofDestination codes to one address or number, whoever's it is
     */
    record Family(Budget wrongGuesses, List<Budget> ofUser, List<Budget> ofDestination) {
        private static final Family UNPROVEN = named("unproven");
        private static final Family PROVEN = named("proven");
        /** Apart from what accounts spend: else it would tell that an address has one. */
        private static final Family NO_ACCOUNT = named("no-account");

        /** Those of an account. */
        static final List<Family> ALL = List.of(UNPROVEN, PROVEN);

        static Family of(Purpose purpose) {
            return switch (purpose) {
                case FIRST_FACTOR, RECOVERY -> UNPROVEN;
                case SIGN_UP, ATTRIBUTE, SECOND_FACTOR -> PROVEN;
                case NEW_ACCOUNT -> NO_ACCOUNT;
            };
        }

        private static Family named(String name) {
            return new Family(
                    new Budget("code-wrong-guesses-" + name, WRONG_GUESSES, Duration.ofDays(1)),
                    sending("code-user-" + name),
                    sending("code-destination-" + name));
        }

        /** Five an hour, as Cognito's {@code ResendConfirmationCode}. */
        private static List<Budget> sending(String name) {
            return List.of(
                    new Budget(name + "-hour", 5, Duration.ofHours(1)),
                    new Budget(name + "-day", 20, Duration.ofDays(1)));
        }
    }

    /** Codes that one source may ask for: an office of some hundred people behind one address, not a botnet's node. */
    static final List<Budget> OF_SOURCE = List.of(new Budget("code-source-hour", 300, Duration.ofHours(1)));

    private CodeLimits() {}
}
