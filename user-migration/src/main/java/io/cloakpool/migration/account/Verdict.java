package io.cloakpool.migration.account;

import io.cloakpool.migration.spi.LegacyReply;
import io.cloakpool.migration.spi.LegacyReply.ChallengeRequired;
import io.cloakpool.migration.spi.LegacyReply.Found;
import io.cloakpool.migration.spi.LegacyReply.Rejected;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyUser;

/** What an answer to a password means for the sign-in. */
public sealed interface Verdict {
    /**
     * The password is the user's.
     *
     * @param newPassword whether it has to be changed at once
     */
    record Proven(LegacyUser user, boolean newPassword) implements Verdict {
        /** Where nobody is taken over: what would have to follow on the password, a code, a new password or another action, nobody would ask for. */
        Verdict alone() {
            if (!user.totps().isEmpty()) {
                return new Refused(Refusal.SECOND_FACTOR);
            }
            return newPassword || !user.requiredActions().isEmpty() ? new Refused(Refusal.CHALLENGE) : this;
        }
    }

    /** It is not, or it is not enough. */
    record Refused(Refusal refusal) implements Verdict {}

    /** Nobody can tell now. */
    record Unknown(Unavailable outage) implements Verdict {}

    /**
     * Judges an answer.
     *
     * @param user who signs in, as found before
     */
    static Verdict of(Mode mode, LegacyReply reply, LegacyUser user) {
        Verdict verdict = of(reply, user);
        return mode == Mode.LOOKUP && verdict instanceof Proven proven ? proven.alone() : verdict;
    }

    private static Verdict of(LegacyReply reply, LegacyUser user) {
        return switch (reply.kind()) {
            case FOUND -> new Proven(((Found) reply).user(), false);
            case NOT_FOUND -> new Refused(Refusal.UNKNOWN_USER);
            case REJECTED ->
                new Refused(
                        ((Rejected) reply).reason() == Rejected.Reason.LOCKED
                                ? Refusal.LOCKED
                                : Refusal.WRONG_PASSWORD);
            case CHALLENGE_REQUIRED -> challenged(((ChallengeRequired) reply).challenge(), user);
            case UNAVAILABLE -> new Unknown((Unavailable) reply);
        };
    }

    private static Verdict challenged(ChallengeRequired.Challenge challenge, LegacyUser user) {
        return switch (challenge) {
            case NEW_PASSWORD -> new Proven(user, true);
            // With the seed the realm asks for the code itself. Without it, the second factor would be lost in silence.
            case SECOND_FACTOR -> user.totps().isEmpty() ? new Refused(Refusal.SECOND_FACTOR) : new Proven(user, false);
            case PASSWORD_RESET -> new Refused(Refusal.PASSWORD_RESET);
            case OTHER -> new Refused(Refusal.CHALLENGE);
        };
    }
}
