package io.cloakpool.identitypool.pool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * The trusted logins of a role as JSON, read strictly: no unknown member, no value of another type or form. The administration
 * door and the components have the same form.
 */
public final class TrustedLoginText {
    private static final String POOL = "pool";
    private static final String BINDING = "binding";
    private static final String SUBJECTS = "subjects";

    private TrustedLoginText() {}

    /**
     * Reads a list such as {@code [{"pool": "photos", "binding": "cluster", "subjects": ["system:serviceaccount:prod:*"]}]}.
     *
     * @throws MappingSyntaxException naming the place that is wrong
     */
    public static List<TrustedLogin> logins(JsonNode json) {
        return MappingNode.root(json)
                .elements(0, ConfigLimits.TRUSTED_LOGINS)
                .map(TrustedLoginText::login)
                .toList();
    }

    private static TrustedLogin login(MappingNode json) {
        json.object(Set.of(POOL, BINDING, SUBJECTS));
        return new TrustedLogin(
                json.needed(POOL).text(ConfigLimits.POOL_NAME),
                json.needed(BINDING).text(ConfigLimits.POOL_NAME),
                json.needed(SUBJECTS)
                        .elements(1, ConfigLimits.TRUSTED_SUBJECTS)
                        .map(subject -> new SubjectPattern(subject.text(ConfigLimits.SUBJECT_PATTERN)))
                        .toList());
    }

    /** The JSON that reads as these logins. */
    public static JsonNode json(List<TrustedLogin> logins) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (TrustedLogin login : logins) {
            ObjectNode entry = json.addObject().put(POOL, login.pool()).put(BINDING, login.binding());
            ArrayNode subjects = entry.putArray(SUBJECTS);
            login.subjects().forEach(subject -> subjects.add(subject.text()));
        }
        return json;
    }
}
