package io.cloakpool.authenticators.sms;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.authenticators.spi.SmsMessage;
import java.util.Map;

/** A JSON document with placeholders in its strings. */
final class JsonBodyTemplate implements BodyTemplate {
    private static final int MAX_DEPTH = 16;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode template;

    private JsonBodyTemplate(JsonNode template) {
        this.template = template;
    }

    static JsonBodyTemplate parse(String text) throws Unusable {
        JsonNode template = tree(text);
        if (!template.isObject()) {
            throw new Unusable("must be a JSON object");
        }
        requireFixedNames(template);
        return new JsonBodyTemplate(template);
    }

    private static JsonNode tree(String text) throws Unusable {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new Unusable(
                    "is not JSON, or names a member twice, or nests too deep; placeholders stand in strings");
        }
    }

    private static void requireFixedNames(JsonNode node) throws Unusable {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (Placeholders.anyIn(member.getKey())) {
                throw new Unusable("has a placeholder in the name of a member");
            }
        }
        for (JsonNode child : node) {
            requireFixedNames(child);
        }
    }

    @Override
    public String contentType() {
        return "application/json; charset=utf-8";
    }

    @Override
    public String fill(SmsMessage message, String sender) {
        return filled(template, Placeholders.values(message, sender)).toString();
    }

    private static JsonNode filled(JsonNode node, Map<String, String> values) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (node.isTextual()) {
            return nodes.textNode(Placeholders.fill(node.textValue(), values));
        }
        if (node.isArray()) {
            ArrayNode array = nodes.arrayNode();
            node.forEach(child -> array.add(filled(child, values)));
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = nodes.objectNode();
            node.properties().forEach(member -> object.set(member.getKey(), filled(member.getValue(), values)));
            return object;
        }
        return node;
    }
}
