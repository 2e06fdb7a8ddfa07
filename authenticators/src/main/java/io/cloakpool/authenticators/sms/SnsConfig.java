package io.cloakpool.authenticators.sms;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a sender by Amazon SNS.
 *
 * @param region whose SNS sends, one that can send text messages
 * @param endpoint scheme and host
 * @param accessKeyId of a user that may {@code sns:Publish}
 * @param sessionToken of temporary credentials; null for lasting ones
 * @param senderId the name that messages come from; null for that of the account
 */
public record SnsConfig(
        String region,
        URI endpoint,
        String accessKeyId,
        SmsSecret secretAccessKey,
        @Nullable SmsSecret sessionToken,
        @Nullable String senderId,
        Duration timeout) {
    public static final String REGION = "region";
    public static final String ENDPOINT = "endpoint";
    public static final String ACCESS_KEY_ID = "accessKeyId";
    public static final String SECRET_ACCESS_KEY = "secretAccessKey";
    public static final String SESSION_TOKEN = "sessionToken";
    public static final String SENDER_ID = "senderId";

    private static final Pattern REGION_FORM = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]{1,2}");
    private static final Pattern ACCESS_KEY = Pattern.compile("[A-Za-z0-9]{16,128}");
    /** Amazon SNS developer guide, "Sender IDs": 1 to 11 letters, digits and hyphens, one letter at least. */
    private static final Pattern SENDER = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9]([A-Za-z0-9-]{0,9}[A-Za-z0-9])?");

    private static final String CHINA = "cn-";

    /**
     * Reads a component.
     *
     * @throws SmsConfigException for what does not fit
     */
    public static SnsConfig from(String component, ConfigSource source) {
        SmsConfigReader reader = new SmsConfigReader(component, source);
        String region = reader.needed(REGION, REGION_FORM, "must be a region, such as eu-west-1");
        return new SnsConfig(
                region,
                reader.origin(ENDPOINT).orElseGet(() -> endpoint(region)),
                reader.needed(ACCESS_KEY_ID, ACCESS_KEY, "must be 16 to 128 letters and digits"),
                reader.neededSecret(SECRET_ACCESS_KEY),
                reader.secret(SESSION_TOKEN).orElse(null),
                reader.text(SENDER_ID, SENDER, "must be 1 to 11 letters, digits and hyphens, with a letter")
                        .orElse(null),
                SmsTimeouts.from(reader));
    }

    private static URI endpoint(String region) {
        return URI.create("https://sns." + region + ".amazonaws.com" + (region.startsWith(CHINA) ? ".cn" : ""));
    }
}
