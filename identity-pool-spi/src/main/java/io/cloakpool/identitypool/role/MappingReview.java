package io.cloakpool.identitypool.role;

import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.RoleMapping;
import io.cloakpool.identitypool.pool.RoleRule;
import io.cloakpool.identitypool.pool.TagMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks through mappings for what gives no role, no tag, or more than was meant. */
public final class MappingReview {
    /** What messages call a role mapping. */
    public static final String ROLE_MAPPING = "roleMapping";

    private static final String TAG_MAPPING = "tagMapping";

    private final ClaimTrust trust;

    public MappingReview(ClaimTrust trust) {
        this.trust = trust;
    }

    /**
     * Claims that a mapping stands on although the users may write them.
     *
     * @return a text that names binding, mapping and claim, to the text that also says how; empty when there are none
     */
    public Map<String, String> userWritable(List<BindingSettings> bindings) {
        Map<String, String> found = new LinkedHashMap<>();
        for (BindingSettings binding : bindings) {
            roleClaims(binding).forEach(claim -> add(found, binding, ROLE_MAPPING, claim));
            tagClaims(binding).forEach(claim -> add(found, binding, TAG_MAPPING, claim));
        }
        return found;
    }

    private void add(Map<String, String> found, BindingSettings binding, String mapping, String claim) {
        Optional<String> writer = trust.writer(binding.provider(), binding.clientIds(), claim);
        String what = name(binding, mapping) + ": claim '" + claim + "'";
        writer.ifPresent(how -> found.put(what, what + " can be written by the users: " + how));
    }

    /** Every claim that a role mapping looks at. */
    private static Set<String> roleClaims(BindingSettings binding) {
        RoleMapping mapping = binding.roleMapping();
        if (mapping == null) {
            return Set.of();
        }
        Set<String> claims = new LinkedHashSet<>();
        switch (mapping.type()) {
            case TOKEN -> claims.addAll(TokenClaims.ALL);
            case RULES -> mapping.rules().forEach(rule -> claims.add(rule.claim()));
        }
        return claims;
    }

    private static Set<String> tagClaims(BindingSettings binding) {
        TagMapping mapping = binding.tagMapping();
        return mapping == null || mapping.useDefaults()
                ? Set.of()
                : new LinkedHashSet<>(mapping.tags().values());
    }

    /** Rules that are allowed but seldom meant. */
    public List<String> advice(List<BindingSettings> bindings) {
        List<String> advice = new ArrayList<>();
        for (BindingSettings binding : bindings) {
            RoleMapping mapping = binding.roleMapping();
            List<RoleRule> rules = mapping == null ? List.of() : mapping.rules();
            for (int i = 0; i < rules.size(); i++) {
                String rule = name(binding, ROLE_MAPPING) + ": /rules/" + i + " ";
                comparison(rules.get(i)).ifPresent(text -> advice.add(rule + text));
                shadow(rules, i)
                        .ifPresent(earlier ->
                                advice.add(rule + "never decides: /rules/" + earlier + " holds whenever it does"));
            }
        }
        return advice;
    }

    private static Optional<String> comparison(RoleRule rule) {
        return switch (rule.matchType()) {
            case EQUALS -> Optional.empty();
            case CONTAINS -> Optional.of("holds for every text that has its value somewhere; equals holds for one");
            case STARTS_WITH -> Optional.of("holds for every text that begins with its value; equals holds for one");
            case NOT_EQUAL -> Optional.of("holds for every other value, and for no login that lacks the claim");
        };
    }

    private static Optional<Integer> shadow(List<RoleRule> rules, int later) {
        for (int earlier = 0; earlier < later; earlier++) {
            if (RuleMatch.shadows(rules.get(earlier), rules.get(later))) {
                return Optional.of(earlier);
            }
        }
        return Optional.empty();
    }

    /** A mapping of a binding as messages name it. */
    public static String name(BindingSettings binding, String mapping) {
        return mapping + " of binding '" + binding.name() + "'";
    }
}
