package io.cloakpool.authenticators.code;

import java.time.Duration;

/**
 * What became of the wish for a code.
 *
 * @param state whether the user has one
 * @param resendAfter how long until the next one can be asked for; zero where that is now
 */
public record Sent(State state, Duration resendAfter) {
    /** Whether the user has a code. */
    public enum State {
        /** It is on its way. */
        NEW,
        /** The one sent before is still good, or was sent this moment: nothing new was sent. */
        STANDING,
        /** A budget is used up: nothing was sent. */
        TOO_MANY,
        /** It could not be sent. */
        NOT_DELIVERED
    }
}
