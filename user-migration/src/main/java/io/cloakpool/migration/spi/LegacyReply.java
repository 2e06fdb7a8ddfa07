package io.cloakpool.migration.spi;

/** What the old system said. An outage is a value of its own: neither "no such user" nor "wrong password". */
@PublicApi
public sealed interface LegacyReply {
    /** For a switch over all of them. */
    enum Kind {
        FOUND,
        NOT_FOUND,
        REJECTED,
        CHALLENGE_REQUIRED,
        UNAVAILABLE
    }

    /** Which of them it is. */
    Kind kind();

    /**
     * The user is there; as an answer to a password, the password is right as well.
     *
     * @param recoverable whether a mail to a proven address may stand for the password: not where it would pass a second factor by
     */
    record Found(LegacyUser user, boolean recoverable) implements LegacyReply {
        /** One whose proven address may stand for the password. */
        public Found(LegacyUser user) {
            this(user, true);
        }

        @Override
        public Kind kind() {
            return Kind.FOUND;
        }
    }

    /** There is no such user, and the old system said so itself. */
    record NotFound() implements LegacyReply {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }
    }

    /** The old system refuses the sign-in. */
    record Rejected(Reason reason) implements LegacyReply {
        /** Why. */
        public enum Reason {
            WRONG_PASSWORD,
            LOCKED
        }

        @Override
        public Kind kind() {
            return Kind.REJECTED;
        }
    }

    /** The old system wants more than the password. */
    record ChallengeRequired(Challenge challenge) implements LegacyReply {
        /** What it wants. */
        public enum Challenge {
            /** The password was right, and has to be replaced before anything else. */
            NEW_PASSWORD,
            /** The password was right, and a code is wanted on top. */
            SECOND_FACTOR,
            /** The password may not be used any more, right or wrong. */
            PASSWORD_RESET,
            /** Anything else, of which nothing may be concluded. */
            OTHER
        }

        @Override
        public Kind kind() {
            return Kind.CHALLENGE_REQUIRED;
        }
    }

    /**
     * The old system could not be asked, or did not answer as agreed.
     *
     * @param detail for operators; never what was asked with, nor what was answered
     */
    record Unavailable(Fault fault, String detail) implements LegacyReply {
        /** Why. */
        public enum Fault {
            TIMEOUT,
            UNREACHABLE,
            CUT_OFF,
            BAD_STATUS,
            BAD_ANSWER,
            TOO_LARGE,
            MISCONFIGURED,
            /** This server has too much to do to look at what it answered. */
            BUSY,
            /** It failed several times running and is left alone for a while. */
            CIRCUIT_OPEN
        }

        @Override
        public Kind kind() {
            return Kind.UNAVAILABLE;
        }
    }
}
