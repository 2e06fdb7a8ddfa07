package io.cloakpool.identitypool.pool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads typed values from a component's configuration; what does not fit is an error that names kind, component and key. */
final class ConfigReader {
    /** What Keycloak shows in place of a secret. Stored literally by an import, it would be a secret that everybody knows. */
    private static final String MASK = "**********";

    /** What Keycloak's import leaves of a placeholder without a value. As a secret it could be read in the recipe. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{.*}");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(ConfigLimits.JSON_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ComponentKind kind;
    private final String component;
    private final Source source;

    ConfigReader(ComponentKind kind, String component, Pattern nameForm, Source source) {
        this.kind = kind;
        this.component = component;
        this.source = source;
        if (!nameForm.matcher(component).matches()) {
            throw bad("name", "must match " + nameForm);
        }
    }

    Optional<String> text(String key) {
        List<String> values = source.values(key);
        if (values.size() > 1) {
            throw bad(key, "takes one value, but has " + values.size());
        }
        return values.stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    Optional<String> text(String key, Pattern form) {
        return text(key).map(value -> fitting(key, value, form));
    }

    String needed(String key) {
        return text(key).orElseThrow(() -> bad(key, "is needed"));
    }

    boolean flag(String key, boolean preset) {
        return text(key)
                .map(value -> switch (value.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw bad(key, "must be true or false");
                })
                .orElse(preset);
    }

    Duration seconds(String key, Duration min, Duration max, Duration preset) {
        return seconds(key, min, max).orElse(preset);
    }

    Optional<Duration> seconds(String key, Duration min, Duration max) {
        return text(key).map(value -> seconds(key, min, max, value));
    }

    private Duration seconds(String key, Duration min, Duration max, String text) {
        try {
            Duration value = Duration.ofSeconds(Long.parseLong(text));
            if (value.compareTo(min) >= 0 && value.compareTo(max) <= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same refusal as a number outside the limits.
        }
        throw bad(key, "must be whole seconds from " + min.toSeconds() + " to " + max.toSeconds());
    }

    /** A constant by its name in lower case. */
    <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        return text(key).map(value -> choice(key, type, value));
    }

    private <E extends Enum<E>> E choice(String key, Class<E> type, String value) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> Choice.text(constant).equals(value))
                .findFirst()
                .orElseThrow(() -> bad(key, "must be one of " + Choice.texts(type)));
    }

    <E extends Enum<E>> Set<E> choices(String key, Class<E> type, Set<E> preset) {
        Set<E> chosen = new TreeSet<>();
        source.values(key).forEach(value -> chosen.add(choice(key, type, value.strip())));
        return chosen.isEmpty() ? preset : chosen;
    }

    /** Distinct values, sorted, since their order is not kept. */
    Set<String> set(String key, Pattern form, int max) {
        Set<String> values = new TreeSet<>();
        for (String value : source.values(key)) {
            if (!value.isBlank()) {
                values.add(fitting(key, value.strip(), form));
            }
        }
        if (values.size() > max) {
            throw bad(key, "holds more than " + max + " values");
        }
        return values;
    }

    /** A JSON array of distinct strings in one value. */
    List<String> jsonList(String key, Pattern form, int max) {
        Optional<JsonNode> json = json(key);
        if (json.isEmpty()) {
            return List.of();
        }
        if (!json.get().isArray() || json.get().size() > max) {
            throw bad(key, "must be a JSON array of at most " + max + " strings");
        }
        List<String> values = new ArrayList<>();
        for (JsonNode node : json.get()) {
            String value = fitting(key, string(key, node), form);
            if (values.contains(value)) {
                throw bad(key, "names \"" + value + "\" twice");
            }
            values.add(value);
        }
        return values;
    }

    /** A JSON object in one value. */
    Map<String, JsonNode> jsonMap(String key, Pattern keyForm, int max) {
        Optional<JsonNode> json = json(key);
        if (json.isEmpty()) {
            return Map.of();
        }
        if (!json.get().isObject() || json.get().size() > max) {
            throw bad(key, "must be a JSON object of at most " + max + " members");
        }
        Map<String, JsonNode> members = new LinkedHashMap<>();
        json.get()
                .properties()
                .forEach(member -> members.put(fitting(key, member.getKey(), keyForm), member.getValue()));
        return members;
    }

    /** A mapping in one value; what is wrong with it is told by JSON pointer. */
    <T> Optional<T> mapping(String key, Function<JsonNode, T> parser) {
        return parsed(key, MappingLimits.TEXT, parser);
    }

    /** A JSON value of at most so many characters; what is wrong with it is told by JSON pointer. */
    <T> Optional<T> parsed(String key, int max, Function<JsonNode, T> parser) {
        return json(key, max).map(json -> {
            try {
                return parser.apply(json);
            } catch (MappingSyntaxException e) {
                throw bad(key, String.valueOf(e.getMessage()));
            }
        });
    }

    private Optional<JsonNode> json(String key) {
        return json(key, ConfigLimits.JSON_CHARACTERS);
    }

    private Optional<JsonNode> json(String key, int max) {
        return text(key).map(text -> {
            if (text.length() > max) {
                throw bad(key, "is longer than " + max + " characters");
            }
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw bad(key, "is not JSON, or names a member twice, or nests too deep");
            }
        });
    }

    String string(String key, JsonNode node) {
        if (!node.isTextual()) {
            throw bad(key, "must hold strings");
        }
        return node.textValue();
    }

    String fitting(String key, String value, Pattern form) {
        if (!form.matcher(value).matches()) {
            throw bad(key, "holds a value that does not match " + form);
        }
        return value;
    }

    /** The text of a secret, which is never the mask that Keycloak shows in its place, nor an unfilled placeholder. */
    Optional<String> secretText(String key) {
        return text(key).map(value -> {
            if (value.equals(MASK)) {
                throw bad(key, "is the mask of a secret, not a secret; leave it out or give the secret");
            }
            if (PLACEHOLDER.matcher(value).matches()
                    && !ConfigLimits.VAULT_EXPRESSION.matcher(value).matches()) {
                throw bad(key, "is a placeholder that the import left; set the environment variable that it names");
            }
            return value;
        });
    }

    Optional<byte[]> secretBytes(String key, int min, int max) {
        return secretText(key).map(value -> bytes(key, value)).map(bytes -> {
            if (bytes.length < min || bytes.length > max) {
                throw bad(key, min == max ? "must be " + min + " bytes" : "must be " + min + " to " + max + " bytes");
            }
            return bytes;
        });
    }

    byte[] bytes(String key, String base64) {
        if (base64.length() > ConfigLimits.MAX_KEY_CHARACTERS) {
            throw bad(key, "is longer than " + ConfigLimits.MAX_KEY_CHARACTERS + " characters");
        }
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw bad(key, "is not base64");
        }
    }

    IllegalArgumentException bad(String key, String problem) {
        return kind.refusal(component, key, problem);
    }
}
