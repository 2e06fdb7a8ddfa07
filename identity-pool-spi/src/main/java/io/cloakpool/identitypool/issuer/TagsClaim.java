package io.cloakpool.identitypool.issuer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Session tags as a claim of an OpenID token, in the form that STS reads (IAM user guide, passing session tags). */
final class TagsClaim {
    static final String NAME = "https://aws.amazon.com/tags";

    private static final String PRINCIPAL_TAGS = "principal_tags";
    private static final String TRANSITIVE_TAG_KEYS = "transitive_tag_keys";

    private TagsClaim() {}

    /** Each tag has one value; none outlives the credentials that it was given to. */
    static Map<String, Object> of(Map<String, String> tags) {
        Map<String, List<String>> values = new TreeMap<>();
        tags.forEach((tag, value) -> values.put(tag, List.of(value)));
        return Map.of(PRINCIPAL_TAGS, values, TRANSITIVE_TAG_KEYS, List.of());
    }

    /** The tags of a claim of our own; none where it is absent, nothing where it has another form. */
    static Optional<Map<String, String>> read(@Nullable Object claim) {
        if (claim == null) {
            return Optional.of(Map.of());
        }
        if (!(claim instanceof Map<?, ?> object) || !(object.get(PRINCIPAL_TAGS) instanceof Map<?, ?> values)) {
            return Optional.empty();
        }
        Map<String, String> tags = new HashMap<>();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            if (!(entry.getKey() instanceof String tag)
                    || !(entry.getValue() instanceof List<?> list)
                    || list.size() != 1
                    || !(list.get(0) instanceof String value)) {
                return Optional.empty();
            }
            tags.put(tag, value);
        }
        return Optional.of(tags);
    }
}
