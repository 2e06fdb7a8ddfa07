package io.cloakpool.authenticators.sms;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a sender by Twilio.
 *
 * @param endpoint scheme and host
 * @param accountSid whose messages they are
 * @param user of HTTP Basic: the account or an API key
 * @param secret the account's auth token or the API key's secret
 * @param from the number or name that messages come from; null when a messaging service chooses
 * @param messagingServiceSid that service; null when {@code from} is set
 */
public record TwilioConfig(
        URI endpoint,
        String accountSid,
        String user,
        SmsSecret secret,
        @Nullable String from,
        @Nullable String messagingServiceSid,
        Duration timeout) {
    public static final String ACCOUNT_SID = "accountSid";
    public static final String API_KEY_SID = "apiKeySid";
    public static final String SECRET = "secret";
    public static final String FROM = "from";
    public static final String MESSAGING_SERVICE_SID = "messagingServiceSid";
    public static final String ENDPOINT = "endpoint";
    public static final String DEFAULT_ENDPOINT = "https://api.twilio.com";

    private static final Pattern ACCOUNT = Pattern.compile("AC[0-9a-fA-F]{32}");
    private static final Pattern API_KEY = Pattern.compile("SK[0-9a-fA-F]{32}");
    private static final Pattern SERVICE = Pattern.compile("MG[0-9a-fA-F]{32}");
    /** A number, a short code, or a name of at most 11 letters and digits. */
    private static final Pattern SENDER = Pattern.compile("\\+?[0-9]{3,15}|[A-Za-z0-9 +_&-]{1,11}");

    /**
     * Reads a component.
     *
     * @throws SmsConfigException for what does not fit
     */
    public static TwilioConfig from(String component, ConfigSource source) {
        SmsConfigReader reader = new SmsConfigReader(component, source);
        String account = reader.needed(ACCOUNT_SID, ACCOUNT, "must be AC and 32 hexadecimal digits");
        Optional<String> from =
                reader.text(FROM, SENDER, "must be a number, a short code or a name of 1 to 11 letters");
        Optional<String> service = reader.text(MESSAGING_SERVICE_SID, SERVICE, "must be MG and 32 hexadecimal digits");
        if (from.isPresent() == service.isPresent()) {
            throw reader.bad(FROM, "or " + MESSAGING_SERVICE_SID + " is needed, and not both");
        }
        return new TwilioConfig(
                reader.origin(ENDPOINT).orElse(URI.create(DEFAULT_ENDPOINT)),
                account,
                reader.text(API_KEY_SID, API_KEY, "must be SK and 32 hexadecimal digits")
                        .orElse(account),
                reader.neededSecret(SECRET),
                from.orElse(null),
                service.orElse(null),
                SmsTimeouts.from(reader));
    }
}
