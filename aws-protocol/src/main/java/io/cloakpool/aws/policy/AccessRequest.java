package io.cloakpool.aws.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a caller wants to do.
 *
 * @param action as in {@code s3:GetObject}; compared without regard to case
 * @param resource the ARN of the one thing it is done to; {@code *} in it is a plain character
 * @param context the values of condition keys (see {@link ConditionKeys}). Names do not depend on case; the accessor has
 *     them in lower case, and two names that differ only in case count as one key with the values of both. A key without a
 *     value is absent.
 */
public record AccessRequest(String action, String resource, Map<String, List<String>> context) {
    /** Copies the context, so that the request never changes. */
    public AccessRequest {
        Map<String, List<String>> merged = new HashMap<>();
        context.forEach((key, values) -> {
            if (!values.isEmpty()) {
                merged.computeIfAbsent(ConditionKeys.canonical(key), k -> new ArrayList<>())
                        .addAll(values);
            }
        });
        merged.replaceAll((key, values) -> List.copyOf(values));
        context = Map.copyOf(merged);
    }

    /** The values of a key in its canonical form; empty when it is absent. */
    List<String> values(String canonicalKey) {
        return context.getOrDefault(canonicalKey, List.of());
    }
}
