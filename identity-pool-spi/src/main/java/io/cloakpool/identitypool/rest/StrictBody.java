package io.cloakpool.identitypool.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** JSON bodies of our own doors, read without mercy: a misspelt field must not count as an absent one. */
public final class StrictBody {
    private static final int MAX_DEPTH = 32;

    private static final JsonMapper MAPPER = mapper();

    private StrictBody() {}

    /**
     * Reads one JSON object in UTF-8 as a record: no unknown field, none twice, at most {@value #MAX_DEPTH} levels, no value of
     * another type, nothing behind it.
     *
     * @throws Refused with INVALID_PARAMETER that names the field; the message never repeats a value
     */
    public static <T> T read(byte[] body, Class<T> type) {
        try {
            // Jackson would guess other encodings from the bytes.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            T value = MAPPER.readValue(text, type);
            if (value == null) {
                throw invalid("The body is not a JSON object");
            }
            return value;
        } catch (CharacterCodingException e) {
            throw invalid("The body is not UTF-8");
        } catch (UnrecognizedPropertyException e) {
            throw invalid("Unknown field " + path(e));
        } catch (JsonMappingException e) {
            String path = path(e);
            throw invalid(path.isEmpty() ? "The body is not a JSON object" : "The value of " + path + " is not valid");
        } catch (IOException e) {
            throw invalid("The body is not JSON");
        }
    }

    private static JsonMapper mapper() {
        JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                        // Its table of names, shared by all requests, fails on many names with one hash.
                        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .build())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        return mapper;
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(reference -> reference.getFieldName() == null
                        ? Integer.toString(reference.getIndex())
                        : printable(reference.getFieldName()))
                .collect(Collectors.joining("."));
    }

    private static String printable(String name) {
        return name.length() <= 64 && name.chars().allMatch(c -> c > ' ' && c < 0x7f) ? name : "?";
    }

    private static Refused invalid(String message) {
        return new Refused(Reason.INVALID_PARAMETER, message);
    }
}
