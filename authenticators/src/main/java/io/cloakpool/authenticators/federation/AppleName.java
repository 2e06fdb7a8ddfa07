package io.cloakpool.authenticators.federation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name of a user, which Apple sends once: in the form field {@code user} of the first sign-in. It comes through the browser and is not
 * signed: good for a greeting, and for nothing else of the field, its e-mail address least.
 */
public record AppleName(Optional<String> first, Optional<String> last) {
    /** What is sent when there is nothing, or nothing that could be read. */
    public static final AppleName NONE = new AppleName(Optional.empty(), Optional.empty());

    private static final int LONGEST_FIELD = 2000;
    private static final int LONGEST_NAME = 255;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param field {@code {"name":{"firstName":…,"lastName":…},"email":…}} */
    public static AppleName read(@Nullable String field) {
        if (field == null || field.length() > LONGEST_FIELD) {
            return NONE;
        }
        try {
            JsonNode name = JSON.readTree(field).path("name");
            return new AppleName(text(name.path("firstName")), text(name.path("lastName")));
        } catch (JsonProcessingException e) {
            return NONE;
        }
    }

    private static Optional<String> text(JsonNode value) {
        return Optional.ofNullable(value.textValue())
                .map(String::strip)
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST_NAME);
    }
}
