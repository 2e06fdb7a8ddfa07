package io.cloakpool.identitypool.pool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Role and tag mappings as JSON, read strictly: no unknown member, no value of another type or form. The administration door and
 * the components have the same form.
 */
public final class MappingText {
    private static final String TYPE = "type";
    private static final String AMBIGUOUS = "ambiguousRoleResolution";
    private static final String RULES = "rules";
    private static final String CLAIM = "claim";
    private static final String MATCH_TYPE = "matchType";
    private static final String VALUE = "value";
    private static final String ROLE = "role";
    private static final String USE_DEFAULTS = "useDefaults";
    private static final String TAGS = "tags";

    private static final JsonMapper JSON = new JsonMapper();

    private MappingText() {}

    /**
     * Reads a role mapping, such as {@code {"type": "rules", "ambiguousRoleResolution": "deny", "rules": [{"claim": "groups",
     * "matchType": "equals", "value": "staff", "role": "Staff"}]}}.
     *
     * @throws MappingSyntaxException naming the place that is wrong
     */
    public static RoleMapping roleMapping(JsonNode json) {
        MappingNode root = MappingNode.root(json).object(Set.of(TYPE, AMBIGUOUS, RULES));
        RoleMapping.Type type = root.needed(TYPE).choice(RoleMapping.Type.class);
        RoleMapping.AmbiguousRole ambiguous = root.has(AMBIGUOUS)
                ? root.needed(AMBIGUOUS).choice(RoleMapping.AmbiguousRole.class)
                : RoleMapping.AmbiguousRole.DENY;
        return switch (type) {
            case RULES ->
                new RoleMapping(
                        type,
                        ambiguous,
                        root.needed(RULES)
                                .elements(1, MappingLimits.RULES)
                                .map(MappingText::rule)
                                .toList());
            case TOKEN -> {
                if (root.has(RULES)) {
                    throw root.needed(RULES).bad("are not for a mapping by token");
                }
                yield new RoleMapping(type, ambiguous, List.of());
            }
        };
    }

    private static RoleRule rule(MappingNode json) {
        json.object(Set.of(CLAIM, MATCH_TYPE, VALUE, ROLE));
        return new RoleRule(
                json.needed(CLAIM).text(MappingLimits.CLAIM),
                json.has(MATCH_TYPE)
                        ? json.needed(MATCH_TYPE).choice(RoleRule.MatchType.class)
                        : RoleRule.MatchType.EQUALS,
                json.needed(VALUE).text(MappingLimits.VALUE),
                json.needed(ROLE).text(ConfigLimits.ROLE_NAME));
    }

    /**
     * Reads a tag mapping: {@code {"useDefaults": true}} or {@code {"tags": {"department": "dept"}}}, tag to claim.
     *
     * @throws MappingSyntaxException naming the place that is wrong
     */
    public static TagMapping tagMapping(JsonNode json) {
        MappingNode root = MappingNode.root(json).object(Set.of(USE_DEFAULTS, TAGS));
        boolean useDefaults =
                root.has(USE_DEFAULTS) && root.needed(USE_DEFAULTS).flag();
        Map<String, String> tags = root.has(TAGS) ? tags(root.needed(TAGS)) : Map.of();
        if (useDefaults && !tags.isEmpty()) {
            throw root.needed(TAGS).bad("must be empty where useDefaults is true");
        }
        if (!useDefaults && tags.isEmpty()) {
            throw root.bad("maps no tag");
        }
        return new TagMapping(useDefaults, tags);
    }

    private static Map<String, String> tags(MappingNode json) {
        Map<String, String> tags = new HashMap<>();
        Set<String> seen = new TreeSet<>();
        json.members(MappingLimits.TAG, MappingLimits.TAGS).forEach((tag, claim) -> {
            String folded = tag.toLowerCase(Locale.ROOT);
            if (MappingLimits.isReserved(tag)) {
                throw claim.bad("must not begin with aws:");
            }
            if (!seen.add(folded)) {
                throw claim.bad("is there twice, but for its case");
            }
            tags.put(tag, claim.text(MappingLimits.TAGGED_CLAIM));
        });
        return tags;
    }

    /** The JSON that reads as this mapping. */
    public static JsonNode json(RoleMapping mapping) {
        ObjectNode json = object();
        json.put(TYPE, Choice.text(mapping.type()));
        json.put(AMBIGUOUS, Choice.text(mapping.ambiguous()));
        if (mapping.type() == RoleMapping.Type.RULES) {
            ArrayNode rules = json.putArray(RULES);
            for (RoleRule rule : mapping.rules()) {
                rules.addObject()
                        .put(CLAIM, rule.claim())
                        .put(MATCH_TYPE, Choice.text(rule.matchType()))
                        .put(VALUE, rule.value())
                        .put(ROLE, rule.role());
            }
        }
        return json;
    }

    /** The JSON that reads as this mapping. */
    public static JsonNode json(TagMapping mapping) {
        ObjectNode json = object();
        json.put(USE_DEFAULTS, mapping.useDefaults());
        if (!mapping.useDefaults()) {
            ObjectNode tags = json.putObject(TAGS);
            new TreeMap<>(mapping.tags()).forEach(tags::put);
        }
        return json;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String print(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always has a text", e);
        }
    }
}
