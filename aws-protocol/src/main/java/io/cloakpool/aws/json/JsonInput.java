package io.cloakpool.aws.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.aws.json.JsonInputException.Kind;
import io.cloakpool.aws.validation.StringRule;
import io.cloakpool.aws.validation.ValidationMessages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The input of an AWS JSON 1.1 operation, for its decoder to read member by member. As AWS does, members that nobody
 * asks for are ignored and a null counts as absent. A member of another JSON type is never converted.
 *
 * <p>Every accessor throws {@link JsonInputException}: {@code SERIALIZATION} for another JSON type, {@code VALIDATION}
 * for a broken constraint, with the message that AWS gives
 * ({@code 1 validation error detected: Value 'x' at 'identityPoolId' failed to satisfy constraint: …}).
 */
public final class JsonInput {
    private static final StringRule ANY = StringRule.length(0, Integer.MAX_VALUE);

    private final ObjectNode object;
    private final String prefix;

    private JsonInput(ObjectNode object, String prefix) {
        this.object = object;
        this.prefix = prefix;
    }

    /**
     * Reads a body: one JSON object in UTF-8, at most 32 levels deep, no member twice in an object, nothing behind it.
     *
     * @param body its size is bounded by the caller
     * @throws JsonInputException of kind {@code SERIALIZATION} when it is anything else
     */
    public static JsonInput parse(byte[] body) {
        return new JsonInput(StrictJson.parse(body), "");
    }

    /** Whether a member is there and not null. */
    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** A string that must be there. */
    public String requiredString(String name, StringRule rule) {
        return required(name, optionalString(name, rule));
    }

    /** A string that may be absent. */
    public Optional<String> optionalString(String name, StringRule rule) {
        return member(name).map(node -> string(node, path(name), rule));
    }

    /** A boolean that must be there. */
    public boolean requiredBoolean(String name) {
        return required(name, optionalBoolean(name));
    }

    /** A boolean that may be absent. */
    public Optional<Boolean> optionalBoolean(String name) {
        return member(name).map(node -> {
            if (!node.isBoolean()) {
                throw wrongType(path(name), "a boolean");
            }
            return node.booleanValue();
        });
    }

    /** A whole number from {@code min} to {@code max} that must be there. */
    public int requiredInteger(String name, int min, int max) {
        return required(name, optionalInteger(name, min, max));
    }

    /** A whole number from {@code min} to {@code max} that may be absent. */
    public Optional<Integer> optionalInteger(String name, int min, int max) {
        return optionalLong(name, min, max).map(Math::toIntExact);
    }

    /** A whole number from {@code min} to {@code max} that must be there. */
    public long requiredLong(String name, long min, long max) {
        return required(name, optionalLong(name, min, max));
    }

    /** A whole number from {@code min} to {@code max} that may be absent. */
    public Optional<Long> optionalLong(String name, long min, long max) {
        return member(name).map(node -> {
            if (!node.isIntegralNumber() || !node.canConvertToLong()) {
                throw wrongType(path(name), "an integer");
            }
            long value = node.longValue();
            if (value < min) {
                throw invalidNumber(value, name, "Member must have value greater than or equal to " + min);
            }
            if (value > max) {
                throw invalidNumber(value, name, "Member must have value less than or equal to " + max);
            }
            return value;
        });
    }

    /**
     * Demands a list or a map: those read as empty when they are absent.
     *
     * @throws JsonInputException of kind {@code VALIDATION} when the member is absent or null
     */
    public void require(String name) {
        required(name, member(name));
    }

    /**
     * A map of strings in its order; empty when absent (ask {@link #has} where that differs). Messages name the map and
     * never repeat keys or values: in {@code Logins} they are tokens. Entries whose value is null are dropped.
     */
    public Map<String, String> stringMap(String name, int maxEntries, StringRule keys, StringRule values) {
        Map<String, String> result = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : entries(name, maxEntries, keys)) {
            String value = text(entry.getValue(), path(name));
            values.brokenBy(value).ifPresent(constraint -> {
                throw invalid(ValidationMessages.value(
                        path(name), "Map value must satisfy constraint: [" + constraint + "]"));
            });
            result.put(entry.getKey(), value);
        }
        return result;
    }

    /** A map of structures in its order; empty when absent. Entries whose value is null are dropped. */
    public Map<String, JsonInput> objectMap(String name, int maxEntries, StringRule keys) {
        Map<String, JsonInput> result = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : entries(name, maxEntries, keys)) {
            result.put(entry.getKey(), structure(entry.getValue(), path(name) + ".member"));
        }
        return result;
    }

    /** A list of strings; empty when absent. */
    public List<String> stringList(String name, int minEntries, int maxEntries, StringRule rule) {
        List<String> result = new ArrayList<>();
        for (JsonNode element : elements(name, minEntries, maxEntries)) {
            result.add(string(element, memberPath(name, result.size()), rule));
        }
        return result;
    }

    /** A list of structures; empty when absent. */
    public List<JsonInput> objectList(String name, int minEntries, int maxEntries) {
        List<JsonInput> result = new ArrayList<>();
        for (JsonNode element : elements(name, minEntries, maxEntries)) {
            result.add(structure(element, memberPath(name, result.size())));
        }
        return result;
    }

    /** A structure that may be absent. */
    public Optional<JsonInput> object(String name) {
        return member(name).map(node -> structure(node, path(name)));
    }

    private Optional<JsonNode> member(String name) {
        return has(name) ? Optional.of(object.get(name)) : Optional.empty();
    }

    private <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> invalid(ValidationMessages.missing(path(name))));
    }

    private List<Map.Entry<String, JsonNode>> entries(String name, int maxEntries, StringRule keys) {
        Optional<JsonNode> map = member(name);
        if (map.isEmpty()) {
            return List.of();
        }
        if (!map.get().isObject()) {
            throw wrongType(path(name), "a map");
        }
        requireSize(name, map.get().size(), 0, maxEntries);
        List<Map.Entry<String, JsonNode>> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : map.get().properties()) {
            keys.brokenBy(entry.getKey()).ifPresent(constraint -> {
                throw invalid(
                        ValidationMessages.value(path(name), "Map keys must satisfy constraint: [" + constraint + "]"));
            });
            if (!entry.getValue().isNull()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private Iterable<JsonNode> elements(String name, int minEntries, int maxEntries) {
        Optional<JsonNode> list = member(name);
        if (list.isEmpty()) {
            return List.of();
        }
        if (!list.get().isArray()) {
            throw wrongType(path(name), "a list");
        }
        requireSize(name, list.get().size(), minEntries, maxEntries);
        return list.get();
    }

    private void requireSize(String name, int size, int min, int max) {
        if (size < min) {
            throw invalid(
                    ValidationMessages.value(path(name), "Member must have length greater than or equal to " + min));
        }
        if (size > max) {
            throw invalid(ValidationMessages.value(path(name), "Member must have length less than or equal to " + max));
        }
    }

    private static String string(JsonNode node, String path, StringRule rule) {
        String value = text(node, path);
        rule.brokenBy(value).ifPresent(constraint -> {
            throw invalid(ValidationMessages.value(value, path, constraint, rule));
        });
        return value;
    }

    private static String text(JsonNode node, String path) {
        @Nullable String value = node.textValue();
        if (value == null) {
            throw wrongType(path, "a string");
        }
        return value;
    }

    private static JsonInput structure(JsonNode node, String path) {
        if (!(node instanceof ObjectNode structure)) {
            throw wrongType(path, "a structure");
        }
        return new JsonInput(structure, path + ".");
    }

    private String path(String name) {
        return prefix + ValidationMessages.path(name);
    }

    /** List members count from 1 in messages of AWS. */
    private String memberPath(String name, int index) {
        return path(name) + "." + (index + 1) + ".member";
    }

    private JsonInputException invalidNumber(long value, String name, String constraint) {
        return invalid(ValidationMessages.value(Long.toString(value), path(name), constraint, ANY));
    }

    private static JsonInputException invalid(String message) {
        return new JsonInputException(Kind.VALIDATION, message);
    }

    private static JsonInputException wrongType(String path, String expected) {
        return new JsonInputException(Kind.SERIALIZATION, "Value at '" + path + "' is not " + expected);
    }
}
