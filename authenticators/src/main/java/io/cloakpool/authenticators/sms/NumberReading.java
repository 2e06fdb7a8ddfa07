package io.cloakpool.authenticators.sms;

/** What a text is that somebody gave as a phone number. */
public sealed interface NumberReading {
    /** The cases, for a switch that misses none. */
    enum Kind {
        READ,
        REFUSED
    }

    /** Why a text is no number to send to. */
    enum Refusal {
        /** It is longer than any number could be written. */
        TOO_LONG,
        /** It holds letters, as vanity numbers do: which digits are meant is a guess. */
        LETTERS,
        /** It holds no number, or more than one. */
        NO_NUMBER,
        /** It does not say in which country it is, or that code belongs to none. */
        NO_COUNTRY,
        /** No number of that country has so many digits. */
        WRONG_LENGTH,
        /** Numbers of its kind receive no text messages, or cost the sender or the owner extra. */
        NO_MOBILE
    }

    Kind kind();

    /** It is a number that can receive text messages. */
    record Read(PhoneNumber number) implements NumberReading {
        @Override
        public Kind kind() {
            return Kind.READ;
        }
    }

    /** It is none. */
    record Refused(Refusal refusal) implements NumberReading {
        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }
    }
}
