package io.cloakpool.aws.executeapi;

import java.util.regex.Pattern;

/**
 * An API behind a gateway.
 *
 * @param apiId 1 to 64 letters, digits and hyphens
 * @param stage 1 to 128 letters, digits, underscores and hyphens, or {@code $default}
 */
public record Api(String apiId, String stage) {
    private static final Pattern API_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern STAGE = Pattern.compile("[A-Za-z0-9_-]{1,128}|\\$default");

    /**
     * @throws IllegalArgumentException on another form: both stand in an ARN, where a slash or a star would mean
     *     something
     */
    public Api {
        if (!isApiId(apiId) || !isStage(stage)) {
            throw new IllegalArgumentException("not an API id and a stage: " + apiId + ", " + stage);
        }
    }

    /** Whether a text has the form of an API id. */
    public static boolean isApiId(String text) {
        return API_ID.matcher(text).matches();
    }

    /** Whether a text has the form of a stage. */
    public static boolean isStage(String text) {
        return STAGE.matcher(text).matches();
    }
}
