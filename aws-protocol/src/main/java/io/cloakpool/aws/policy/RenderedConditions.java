package io.cloakpool.aws.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The conditions of a statement that only the service can judge, since they are about its request.
 *
 * @param operators operator, then key in the spelling of AWS, then values
 */
record RenderedConditions(SortedMap<String, SortedMap<String, List<String>>> operators) {
    /** Values that a value must not be: more of them only narrow. */
    private static final Set<String> NARROWED_BY_MORE = Set.of(
            "StringNotEquals",
            "StringNotEqualsIgnoreCase",
            "StringNotLike",
            "ArnNotEquals",
            "ArnNotLike",
            "NumericNotEquals",
            "DateNotEquals",
            "NotIpAddress");

    private static final String STRING_EQUALS = "StringEquals";
    private static final String STRING_LIKE = "StringLike";

    static RenderedConditions none() {
        return new RenderedConditions(new TreeMap<>());
    }

    void add(String operator, String key, List<String> values) {
        operators.computeIfAbsent(operator, o -> new TreeMap<>()).put(key, values);
    }

    /**
     * Conditions that hold when both hold; empty when they never do.
     *
     * @throws PolicyRenderingException when one statement cannot say that
     */
    Optional<RenderedConditions> and(RenderedConditions other, RenderingBudget budget) {
        RenderedConditions both = none();
        operators.forEach((operator, keys) -> keys.forEach((key, values) -> both.add(operator, key, values)));
        for (Map.Entry<String, SortedMap<String, List<String>>> operator : other.operators.entrySet()) {
            for (Map.Entry<String, List<String>> test : operator.getValue().entrySet()) {
                List<String> mine = both.operators
                        .getOrDefault(operator.getKey(), new TreeMap<>())
                        .get(test.getKey());
                List<String> values =
                        mine == null ? test.getValue() : merge(operator.getKey(), mine, test.getValue(), budget);
                if (values.isEmpty()) {
                    return Optional.empty();
                }
                both.add(operator.getKey(), test.getKey(), values);
            }
        }
        return Optional.of(both);
    }

    private static List<String> merge(String operator, List<String> one, List<String> two, RenderingBudget budget) {
        if (Set.copyOf(one).equals(Set.copyOf(two))) {
            return one;
        }
        if (NARROWED_BY_MORE.contains(operator)) {
            List<String> all = new ArrayList<>(one);
            two.stream().filter(value -> !all.contains(value)).forEach(all::add);
            return all;
        }
        if (operator.equals(STRING_EQUALS)) {
            return one.stream().filter(two::contains).toList();
        }
        if (operator.equals(STRING_LIKE)) {
            return patterns(one).intersect(patterns(two), budget).globs().stream()
                    .map(Glob::text)
                    .toList();
        }
        throw new PolicyRenderingException(
                "the policies cannot be combined into one: two of them test one condition key with " + operator);
    }

    private static GlobSet patterns(List<String> texts) {
        return GlobSet.of(
                false, texts.stream().map(SessionPolicyRenderer::pattern).toList());
    }
}
