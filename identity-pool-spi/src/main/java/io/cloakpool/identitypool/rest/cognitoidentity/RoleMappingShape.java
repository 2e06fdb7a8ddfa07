package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.aws.validation.StringRule;
import io.cloakpool.identitypool.pool.RoleMapping;
import io.cloakpool.identitypool.pool.RoleRule;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A role mapping as the structure {@code RoleMapping} of the API. */
final class RoleMappingShape {
    private static final String TYPE = "Type";
    private static final String AMBIGUOUS = "AmbiguousRoleResolution";
    private static final String CONFIGURATION = "RulesConfiguration";
    private static final String RULES = "Rules";
    private static final String CLAIM = "Claim";
    private static final String MATCH_TYPE = "MatchType";
    private static final String VALUE = "Value";
    private static final String ROLE_ARN = "RoleARN";

    private RoleMappingShape() {}

    /** @param roleName finds the name of the role that an ARN names, or refuses */
    static RoleMapping decode(JsonInput input, UnaryOperator<String> roleName) {
        RoleMapping.Type type = required(input, TYPE, RoleMapping.Type.class);
        RoleMapping.AmbiguousRole ambiguous = optional(input, AMBIGUOUS, RoleMapping.AmbiguousRole.class)
                .orElseThrow(
                        () -> invalid("AmbiguousRoleResolution is required for role mappings of type " + wire(type)));
        Optional<JsonInput> configuration = input.object(CONFIGURATION);
        if (configuration.isPresent() != (type == RoleMapping.Type.RULES)) {
            throw invalid("RulesConfiguration is required for role mappings of type Rules, and only for these");
        }
        List<RoleRule> rules = configuration
                .map(rule -> {
                    rule.require(RULES);
                    return rule.objectList(RULES, 1, FieldRules.MAX_RULES);
                })
                .orElse(List.of())
                .stream()
                .map(rule -> rule(rule, roleName))
                .toList();
        return new RoleMapping(type, ambiguous, rules);
    }

    private static RoleRule rule(JsonInput input, UnaryOperator<String> roleName) {
        return new RoleRule(
                input.requiredString(CLAIM, FieldRules.CLAIM),
                required(input, MATCH_TYPE, RoleRule.MatchType.class),
                input.requiredString(VALUE, FieldRules.CLAIM_VALUE),
                roleName.apply(input.requiredString(ROLE_ARN, FieldRules.ARN)));
    }

    /** @param roleArn the ARN of a role of this name */
    static JsonOutput of(RoleMapping mapping, UnaryOperator<String> roleArn) {
        JsonOutput output =
                JsonOutput.object().put(TYPE, wire(mapping.type())).put(AMBIGUOUS, wire(mapping.ambiguous()));
        if (mapping.type() == RoleMapping.Type.RULES) {
            List<JsonOutput> rules = mapping.rules().stream()
                    .map(rule -> JsonOutput.object()
                            .put(CLAIM, rule.claim())
                            .put(MATCH_TYPE, wire(rule.matchType()))
                            .put(VALUE, rule.value())
                            .put(ROLE_ARN, roleArn.apply(rule.role())))
                    .toList();
            output.put(CONFIGURATION, JsonOutput.object().putObjects(RULES, rules));
        }
        return output;
    }

    private static <E extends Enum<E>> E required(JsonInput input, String name, Class<E> type) {
        return parse(type, input.requiredString(name, rule(type)));
    }

    private static <E extends Enum<E>> Optional<E> optional(JsonInput input, String name, Class<E> type) {
        return input.optionalString(name, rule(type)).map(text -> parse(type, text));
    }

    private static <E extends Enum<E>> StringRule rule(Class<E> type) {
        return StringRule.length(1, 64)
                .matching(Arrays.stream(type.getEnumConstants())
                        .map(RoleMappingShape::wire)
                        .collect(Collectors.joining("|")));
    }

    private static <E extends Enum<E>> E parse(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> wire(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the rule of the field lets no other text through"));
    }

    /** A constant as the API writes it, {@code StartsWith}. */
    private static String wire(Enum<?> constant) {
        return Arrays.stream(constant.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private static Refused invalid(String message) {
        return new Refused(Reason.INVALID_PARAMETER, message);
    }
}
