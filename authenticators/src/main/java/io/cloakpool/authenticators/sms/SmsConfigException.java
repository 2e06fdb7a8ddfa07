package io.cloakpool.authenticators.sms;

/** A sender's configuration does not fit. The message names component and key and repeats no value, so it may be shown and logged. */
public final class SmsConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN_NAME = 128;

    public SmsConfigException(String component, String key, String problem) {
        super(describe(component) + ": " + key + " " + problem);
    }

    /** A component as messages show it, on one line. */
    public static String describe(String component) {
        StringBuilder text = new StringBuilder("SMS sender \"");
        component
                .codePoints()
                .limit(SHOWN_NAME)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .forEach(text::appendCodePoint);
        return text.append('"').toString();
    }

    /** What is known: there is always a message. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
