package io.cloakpool.aws.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer of an AWS JSON 1.1 operation: members in the order in which they are put. Dates become epoch seconds as a
 * JSON number with at most three decimals; a string there breaks the AWS SDK for JavaScript v3. Not thread-safe.
 */
public final class JsonOutput {
    private static final JsonFactory FACTORY = new JsonFactory();

    @FunctionalInterface
    private interface Value {
        void write(JsonGenerator json) throws IOException;
    }

    private final Map<String, Value> members = new LinkedHashMap<>();

    private JsonOutput() {}

    /** An object without members; as bytes {@code {}}, the answer of operations without output. */
    public static JsonOutput object() {
        return new JsonOutput();
    }

    /** The body of an error answer: {@code {"__type":"NotAuthorizedException","message":"…"}}. */
    public static byte[] error(String type, String message) {
        return object().put("__type", type).put("message", message).toBytes();
    }

    /** Puts a string. */
    public JsonOutput put(String name, String value) {
        return with(name, json -> json.writeString(value));
    }

    /** Puts a boolean. */
    public JsonOutput put(String name, boolean value) {
        return with(name, json -> json.writeBoolean(value));
    }

    /** Puts a whole number. */
    public JsonOutput put(String name, long value) {
        return with(name, json -> json.writeNumber(value));
    }

    /** Puts a date as epoch seconds; what is finer than a millisecond is cut. */
    public JsonOutput put(String name, Instant value) {
        BigDecimal seconds = BigDecimal.valueOf(value.toEpochMilli(), 3).stripTrailingZeros();
        return with(name, json -> json.writeNumber(seconds.toPlainString()));
    }

    /** Puts a structure. */
    public JsonOutput put(String name, JsonOutput value) {
        return with(name, value::write);
    }

    /** Puts a string when there is one; AWS leaves absent members out. */
    public JsonOutput putIfPresent(String name, Optional<String> value) {
        value.ifPresent(text -> put(name, text));
        return this;
    }

    /** Puts a list of strings. */
    public JsonOutput putStrings(String name, List<String> values) {
        return with(name, json -> {
            json.writeStartArray();
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        });
    }

    /** Puts a list of structures. */
    public JsonOutput putObjects(String name, List<JsonOutput> values) {
        return with(name, json -> {
            json.writeStartArray();
            for (JsonOutput value : values) {
                value.write(json);
            }
            json.writeEndArray();
        });
    }

    /** Puts a map of strings, in its order. */
    public JsonOutput putMap(String name, Map<String, String> values) {
        JsonOutput map = object();
        values.forEach(map::put);
        return put(name, map);
    }

    /** The answer in UTF-8. Text that is no Unicode (half a surrogate pair) shows a question mark there. */
    public byte[] toBytes() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, Value> member : members.entrySet()) {
            json.writeFieldName(member.getKey());
            member.getValue().write(json);
        }
        json.writeEndObject();
    }

    private JsonOutput with(String name, Value value) {
        members.put(name, value);
        return this;
    }
}
