package io.cloakpool.identitypool.role;

import static io.cloakpool.identitypool.role.Mappings.equal;
import static io.cloakpool.identitypool.role.Mappings.rules;
import static io.cloakpool.identitypool.role.Mappings.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeClaimTrust;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.RoleMapping.AmbiguousRole;
import io.cloakpool.identitypool.pool.RoleRule;
import io.cloakpool.identitypool.pool.RoleRule.MatchType;
import io.cloakpool.identitypool.pool.TagMapping;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MappingReviewTest {
    private final FakeClaimTrust trust = new FakeClaimTrust();
    private final MappingReview review = new MappingReview(trust);
    private final BindingSettings binding = TestData.bindingSettings("webapp", "mobile");

    @Test
    void claims_of_rules_and_tags_that_users_write_are_found_for_every_client() {
        trust.writable.addAll(List.of("mobile/department", "webapp/team", "webapp/unused"));
        BindingSettings mapped = binding.withRoleMapping(
                        rules(AmbiguousRole.DENY, equal("groups", "a", "r"), equal("department", "b", "r")))
                .withTagMapping(new TagMapping(false, Map.of("Team", "team")));

        assertThat(review.userWritable(List.of(mapped)).values())
                .containsExactly(
                        "roleMapping of binding 'realm': claim 'department' can be written by the users: mapper of mobile",
                        "tagMapping of binding 'realm': claim 'team' can be written by the users: mapper of webapp");
    }

    @Test
    void both_claims_of_a_mapping_by_token_are_looked_at() {
        trust.writable.add("webapp/cognito:roles");

        assertThat(review.userWritable(List.of(binding.withRoleMapping(token(AmbiguousRole.DENY)))))
                .containsOnlyKeys("roleMapping of binding 'realm': claim 'cognito:roles'");
        assertThat(review.userWritable(List.of(binding, binding.withTagMapping(new TagMapping(true, Map.of())))))
                .isEmpty();
    }

    @Test
    void rules_that_hold_for_more_than_one_value_and_rules_that_never_decide_are_advised_against() {
        BindingSettings mapped = binding.withRoleMapping(rules(
                AmbiguousRole.DENY,
                equal("a", "admin", "r"),
                new RoleRule("a", MatchType.STARTS_WITH, "ad", "r"),
                new RoleRule("a", MatchType.CONTAINS, "x", "r"),
                new RoleRule("a", MatchType.NOT_EQUAL, "y", "r"),
                equal("a", "adult", "r")));

        assertThat(review.advice(List.of(binding, mapped)))
                .hasSize(4)
                .satisfiesExactly(
                        text -> assertThat(text)
                                .startsWith("roleMapping of binding 'realm': /rules/1 holds for every text"),
                        text -> assertThat(text).contains("/rules/2 holds for every text"),
                        text -> assertThat(text).contains("/rules/3 holds for every other value"),
                        text -> assertThat(text)
                                .isEqualTo("roleMapping of binding 'realm': /rules/4 never decides: /rules/1 holds"
                                        + " whenever it does"));
    }
}
