package io.cloakpool.authenticators.sms;

import java.time.Duration;

/** How long a sender waits for its gateway. */
public final class SmsTimeouts {
    public static final String TIMEOUT = "timeout";
    public static final Duration DEFAULT = Duration.ofSeconds(5);

    private static final int SHORTEST = 1;
    private static final int LONGEST = 10;

    private SmsTimeouts() {}

    static Duration from(SmsConfigReader reader) {
        return reader.seconds(TIMEOUT, SHORTEST, LONGEST, DEFAULT);
    }
}
