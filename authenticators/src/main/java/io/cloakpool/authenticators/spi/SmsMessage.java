package io.cloakpool.authenticators.spi;

import java.util.regex.Pattern;

/**
 * A text message. Number and text are secrets of the user: neither appears in logs, events or outcomes.
 *
 * @param to the number in the form of ITU-T E.164: a plus sign and 6 to 15 digits
 * @param text 1 to 1,600 characters, which is what the large gateways take in one message
 */
@PublicApi
public record SmsMessage(String to, String text) {
    /** Most characters of a text. */
    public static final int MAX_TEXT = 1_600;

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{5,14}");

    /** @throws IllegalArgumentException that repeats neither, when number or text is none */
    public SmsMessage {
        if (!E164.matcher(to).matches()) {
            throw new IllegalArgumentException("the number is not in E.164 form");
        }
        if (text.isBlank() || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("the text is empty or longer than " + MAX_TEXT + " characters");
        }
    }

    /** Says nothing of either. */
    @Override
    public String toString() {
        return "SmsMessage[hidden]";
    }
}
