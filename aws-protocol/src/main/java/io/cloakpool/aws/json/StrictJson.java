package io.cloakpool.aws.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.aws.json.JsonInputException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads one JSON object and nothing that could be read in two ways. The caller bounds the size of the body. */
final class StrictJson {
    static final int MAX_DEPTH = 32;
    private static final int MAX_NUMBER_LENGTH = 40;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    // Its table of names, shared by all requests, fails on many names with one hash.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private StrictJson() {}

    static ObjectNode parse(byte[] body) {
        JsonNode node;
        try {
            // Jackson would guess UTF-16 and UTF-32 from the bytes; only UTF-8 is AWS JSON.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            node = READER.readTree(text);
        } catch (CharacterCodingException e) {
            throw new JsonInputException(Kind.SERIALIZATION, "The body is not UTF-8");
        } catch (JsonProcessingException e) {
            // Jackson's own message quotes the input.
            throw new JsonInputException(Kind.SERIALIZATION, "The body is not a JSON object");
        }
        if (!(node instanceof ObjectNode object)) {
            throw new JsonInputException(Kind.SERIALIZATION, "The body is not a JSON object");
        }
        requireText(object);
        return object;
    }

    /**
     * Escapes can smuggle in what no UTF-8 text holds, and U+0000, which databases refuse in the middle of a
     * transaction.
     */
    private static void requireText(JsonNode node) {
        if (node.isTextual()) {
            requireText(node.textValue());
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                requireText(member.getKey());
                requireText(member.getValue());
            }
        } else {
            node.forEach(StrictJson::requireText);
        }
    }

    private static void requireText(String text) {
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new JsonInputException(Kind.SERIALIZATION, "A string holds U+0000 or half a surrogate pair");
        }
    }
}
