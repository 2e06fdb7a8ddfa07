package io.cloakpool.authenticators.spi;

/** What became of a message. Reasons are for logs and events: they hold no number, no text, no secret, and nothing that a gateway wrote. */
@PublicApi
public sealed interface SmsOutcome {
    /** The cases, for a switch that misses none. */
    enum Kind {
        ACCEPTED,
        REJECTED,
        UNAVAILABLE
    }

    Kind kind();

    /**
     * The gateway has taken the message. Whether it arrives, nobody knows.
     *
     * @param id the gateway's id of the message, to find it there; empty when it gave none
     */
    record Accepted(String id) implements SmsOutcome {
        @Override
        public Kind kind() {
            return Kind.ACCEPTED;
        }
    }

    /**
     * The gateway works and will never take this: the number does not exist, cannot receive messages, or its owner does not want any. No
     * other sender of the chain is asked: the number would not be better there, and who opted out did not mean one gateway.
     */
    record Rejected(String reason) implements SmsOutcome {
        @Override
        public Kind kind() {
            return Kind.REJECTED;
        }
    }

    /**
     * The gateway, or what it is configured with, does not work now; the next sender is asked.
     *
     * @param mayHaveBeenSent whether the message may be on its way all the same, as when the answer took too long: it then counts as one
     *     that was paid for, and the user may get two
     */
    record Unavailable(String reason, boolean mayHaveBeenSent) implements SmsOutcome {
        /** Nothing was sent. */
        public Unavailable(String reason) {
            this(reason, false);
        }

        @Override
        public Kind kind() {
            return Kind.UNAVAILABLE;
        }
    }
}
