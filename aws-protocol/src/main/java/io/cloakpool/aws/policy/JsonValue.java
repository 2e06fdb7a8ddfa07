package io.cloakpool.aws.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A JSON value and where it stands, so that every error can tell its place. */
record JsonValue(JsonNode node, JsonPointer at) {
    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    // Its table of names, shared by all documents, fails on many names with one hash.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(PolicyLimits.JSON_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader();

    /** @throws PolicySyntaxException when the text is not exactly one JSON value, repeats a key or nests too deep */
    static JsonValue parse(String text) {
        try (JsonParser parser = READER.getFactory().createParser(text)) {
            try {
                JsonNode node = READER.readTree(parser);
                if (node == null || parser.nextToken() != null) {
                    throw new PolicySyntaxException(JsonPointer.empty(), "must be exactly one JSON object");
                }
                return new JsonValue(node, JsonPointer.empty());
            } catch (JsonProcessingException e) {
                throw invalid(parser, e.getOriginalMessage());
            } catch (NumberFormatException e) {
                // Jackson lets it through for an exponent beyond 32 bits, although the grammar of JSON allows that.
                throw invalid(parser, "a number is out of range");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory could not be read", e);
        }
    }

    private static PolicySyntaxException invalid(JsonParser parser, String reason) {
        return new PolicySyntaxException(parser.getParsingContext().pathAsPointer(), "is not valid JSON: " + reason);
    }

    /** Refuses what is no object, is empty or holds a name that is not one of these. */
    void requireMembers(Set<String> known) {
        for (String name : members()) {
            if (!known.contains(name)) {
                throw new PolicySyntaxException(
                        at.appendProperty(name),
                        name.equals("Principal") || name.equals("NotPrincipal")
                                ? "a role's policy applies to the role: " + name + " is refused"
                                : "is not an element of a policy");
            }
        }
    }

    /** The members' names of an object that must be one and not be empty. */
    List<String> members() {
        require(node.isObject() && !node.isEmpty(), "must be an object with at least one member");
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A member of an object, when it is there. */
    Optional<JsonValue> member(String name) {
        return Optional.ofNullable(node.get(name)).map(member -> new JsonValue(member, at.appendProperty(name)));
    }

    /** A member that must be there. */
    JsonValue required(String name) {
        return member(name).orElseThrow(() -> error(name + " is missing"));
    }

    /** The elements of a list, which must not be empty; for any other value, that value alone. */
    List<JsonValue> elements() {
        if (!node.isArray()) {
            return List.of(this);
        }
        require(!node.isEmpty(), "must not be an empty list");
        List<JsonValue> elements = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            elements.add(new JsonValue(node.get(i), at.appendIndex(i)));
        }
        return elements;
    }

    /** The text of a string. */
    String text() {
        return text(JsonNodeType.STRING);
    }

    /** The text of a string, or of a scalar of the other type. */
    String text(JsonNodeType scalar) {
        require(
                node.isTextual() || node.getNodeType() == scalar,
                scalar == JsonNodeType.STRING ? "must be a string" : "must be a string or a " + name(scalar));
        return node.asText();
    }

    void require(boolean valid, String message) {
        if (!valid) {
            throw error(message);
        }
    }

    PolicySyntaxException error(String message) {
        return new PolicySyntaxException(at, message);
    }

    private static String name(JsonNodeType scalar) {
        return scalar == JsonNodeType.NUMBER ? "number" : "boolean";
    }
}
