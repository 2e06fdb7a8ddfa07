package io.cloakpool.authenticators.sms;

/**
 * What the components of all kinds of sender have.
 *
 * @param enabled whether it is asked at all
 * @param priority the lowest is asked first
 */
public record SenderSettings(boolean enabled, int priority) {
    public static final String ENABLED = "enabled";
    public static final String PRIORITY = "priority";
    public static final int MAX_PRIORITY = 1_000_000;

    /**
     * Reads them.
     *
     * @throws SmsConfigException for what does not fit
     */
    public static SenderSettings from(String component, ConfigSource source) {
        SmsConfigReader reader = new SmsConfigReader(component, source);
        return new SenderSettings(reader.flag(ENABLED, true), reader.number(PRIORITY, 0, MAX_PRIORITY, 0));
    }
}
