package io.cloakpool.authenticators.sms;

/** What became of a delivery. Reasons are for logs and events and hold no number, text or secret. */
public sealed interface SmsResult {
    /** The cases, for a switch that misses none. */
    enum Kind {
        SENT,
        NOT_ALLOWED,
        TOO_MANY,
        FAILED
    }

    Kind kind();

    /** @param id the gateway's id of the message; may be empty */
    record Sent(String id) implements SmsResult {
        @Override
        public Kind kind() {
            return Kind.SENT;
        }
    }

    /** The realm sends nothing there. Nobody was asked. */
    record NotAllowed(String reason) implements SmsResult {
        @Override
        public Kind kind() {
            return Kind.NOT_ALLOWED;
        }
    }

    /**
     * A limit is used up. Nobody was asked.
     *
     * @param limit the name of its budget, see {@link SmsBudgets}
     */
    record TooMany(String limit) implements SmsResult {
        @Override
        public Kind kind() {
            return Kind.TOO_MANY;
        }
    }

    /**
     * No sender took it.
     *
     * @param rejected whether it was the number or the text that a gateway refuses, so that to try again is useless
     */
    record Failed(String reason, boolean rejected) implements SmsResult {
        @Override
        public Kind kind() {
            return Kind.FAILED;
        }
    }
}
