package io.cloakpool.migration.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyTotp;
import io.cloakpool.migration.spi.LegacyUser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A user as JSON. Fields that are not known are left aside; one that is known and of another type spoils the answer. */
public final class UserDocument {
    /** All that are known. */
    public static final Set<String> FIELDS = Set.of(
            "username",
            "id",
            "email",
            "emailVerified",
            "phoneNumber",
            "phoneNumberVerified",
            "firstName",
            "lastName",
            "attributes",
            "groups",
            "roles",
            "totps",
            "requiredActions",
            "enabled");
    /** All that are known of a seed. */
    public static final Set<String> FIELDS_OF_A_SEED =
            Set.of("secret", "name", "digits", "period", "algorithm", "encoding");

    private static final String TRUE = "true";
    private static final String FALSE = "false";
    private static final int MAX_DEPTH = 16;
    private static final int MAX_TEXT = 255;
    private static final int DIGITS = 6;
    private static final int PERIOD = 30;
    private static final String ALGORITHM = "HmacSHA1";
    /** Few enough digits for an {@code int}. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    // Which one is meant nobody can tell, and the other would be lost.
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonNode document;

    private UserDocument(JsonNode document) {
        this.document = document;
    }

    /** @throws UnusableAnswerException for what is no user */
    static LegacyUser read(String body) throws UnusableAnswerException {
        return read(object(body));
    }

    /** @throws UnusableAnswerException for what is no user */
    public static LegacyUser read(JsonNode document) throws UnusableAnswerException {
        return new UserDocument(document).user();
    }

    /** Whether a text is JSON of any kind. */
    static boolean isJson(String body) {
        try {
            return !JSON.readTree(body).isMissingNode();
        } catch (JsonProcessingException e) {
            // That is the answer.
            return false;
        }
    }

    /** The value of a field of an answer that is an object, or nothing for any other answer. */
    static @Nullable String field(String body, String name) {
        try {
            return object(body).path(name).textValue();
        } catch (UnusableAnswerException e) {
            // The status has said already what counts.
            return null;
        }
    }

    /** How many users an answer tells of. */
    static long count(String body) throws UnusableAnswerException {
        JsonNode users = object(body).path("users");
        if (!users.isIntegralNumber() || !users.canConvertToLong() || users.longValue() < 0) {
            throw new UnusableAnswerException("users", "users is no number of users");
        }
        return users.longValue();
    }

    /** @throws UnusableAnswerException for a text that is no JSON object */
    public static JsonNode object(String body) throws UnusableAnswerException {
        try {
            JsonNode document = JSON.readTree(body);
            if (!document.isObject()) {
                throw new UnusableAnswerException("it is no JSON object");
            }
            return document;
        } catch (JsonProcessingException e) {
            throw new UnusableAnswerException("it is no JSON, or has a field twice");
        }
    }

    private LegacyUser user() throws UnusableAnswerException {
        String name = text("username");
        if (name == null) {
            throw new UnusableAnswerException("username", "there is no username");
        }
        LegacyName username = LegacyName.of(name)
                .orElseThrow(() -> new UnusableAnswerException("username", "the username cannot be used"));
        return new LegacyUser(
                id(),
                username,
                text("email"),
                flag("emailVerified", false),
                text("phoneNumber"),
                flag("phoneNumberVerified", false),
                text("firstName"),
                text("lastName"),
                attributes(),
                texts("groups"),
                texts("roles"),
                totps(),
                texts("requiredActions"),
                flag("enabled", true));
    }

    /** Some systems have numbers. */
    private @Nullable String id() throws UnusableAnswerException {
        JsonNode id = document.path("id");
        return id.isIntegralNumber() ? id.asText() : text("id");
    }

    private @Nullable String text(String field) throws UnusableAnswerException {
        JsonNode value = document.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        String text = text(value, field);
        if (text.length() > MAX_TEXT) {
            throw new UnusableAnswerException(field, field + " has more than " + MAX_TEXT + " characters");
        }
        return text.isBlank() ? null : text;
    }

    private static String text(JsonNode value, String field) throws UnusableAnswerException {
        if (!value.isTextual()) {
            throw new UnusableAnswerException(field, field + " is no text");
        }
        return value.textValue();
    }

    /** Also as a text: so do the answers for other plug-ins that are there already. */
    private boolean flag(String field, boolean otherwise) throws UnusableAnswerException {
        JsonNode value = document.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (TRUE.equals(value.textValue()) || FALSE.equals(value.textValue())) {
            return TRUE.equals(value.textValue());
        }
        if (!value.isBoolean()) {
            throw new UnusableAnswerException(field, field + " is neither true nor false");
        }
        return value.booleanValue();
    }

    private List<String> texts(String field) throws UnusableAnswerException {
        return texts(document.path(field), field);
    }

    private static List<String> texts(JsonNode values, String field) throws UnusableAnswerException {
        List<String> texts = new ArrayList<>();
        if (values.isMissingNode() || values.isNull()) {
            return texts;
        }
        if (!values.isArray()) {
            throw new UnusableAnswerException(field, field + " is no list");
        }
        for (JsonNode value : values) {
            texts.add(text(value, field));
        }
        return texts;
    }

    private Map<String, List<String>> attributes() throws UnusableAnswerException {
        JsonNode attributes = document.path("attributes");
        Map<String, List<String>> read = new LinkedHashMap<>();
        if (attributes.isMissingNode() || attributes.isNull()) {
            return read;
        }
        if (!attributes.isObject()) {
            throw new UnusableAnswerException("attributes", "attributes is no object");
        }
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            JsonNode value = attribute.getValue();
            read.put(attribute.getKey(), value.isTextual() ? List.of(value.textValue()) : texts(value, "attributes"));
        }
        return read;
    }

    private List<LegacyTotp> totps() throws UnusableAnswerException {
        JsonNode totps = document.path("totps");
        List<LegacyTotp> read = new ArrayList<>();
        if (totps.isMissingNode() || totps.isNull()) {
            return read;
        }
        if (!totps.isArray()) {
            throw new UnusableAnswerException("totps", "totps is no list");
        }
        for (JsonNode totp : totps) {
            read.add(totp(totp));
        }
        return read;
    }

    private static LegacyTotp totp(JsonNode totp) throws UnusableAnswerException {
        String encoding = textOfSeed(totp, "encoding", "BASE32");
        if (!encoding.equalsIgnoreCase("BASE32")) {
            throw new UnusableAnswerException("totps", "totps: the encoding of a secret is not BASE32");
        }
        try {
            return new LegacyTotp(
                    text(totp.path("secret"), "totps").replaceAll("[ =-]", "").toUpperCase(Locale.ROOT),
                    textOfSeed(totp, "name", ""),
                    numberOfSeed(totp, "digits", DIGITS),
                    numberOfSeed(totp, "period", PERIOD),
                    textOfSeed(totp, "algorithm", ALGORITHM));
        } catch (IllegalArgumentException e) {
            // Says which part, and not what stands there.
            throw new UnusableAnswerException("totps", "totps: " + e.getMessage());
        }
    }

    private static String textOfSeed(JsonNode totp, String field, String otherwise) throws UnusableAnswerException {
        JsonNode value = totp.path(field);
        return value.isMissingNode() || value.isNull() ? otherwise : text(value, "totps");
    }

    /** Also as a text, as flags are. */
    private static int numberOfSeed(JsonNode totp, String field, int otherwise) throws UnusableAnswerException {
        JsonNode value = totp.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        String digits = value.isIntegralNumber() ? value.asText() : value.isTextual() ? value.textValue() : "";
        if (!NUMBER.matcher(digits).matches()) {
            throw new UnusableAnswerException("totps", "totps: " + field + " is no number that can be used");
        }
        return Integer.parseInt(digits);
    }
}
