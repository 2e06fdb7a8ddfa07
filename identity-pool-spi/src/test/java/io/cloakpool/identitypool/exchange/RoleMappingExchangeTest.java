package io.cloakpool.identitypool.exchange;

import static io.cloakpool.identitypool.fakes.TestData.POOL_ID;
import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static io.cloakpool.identitypool.fakes.TestData.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.fakes.World;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.RoleMapping;
import io.cloakpool.identitypool.pool.RoleRule;
import io.cloakpool.identitypool.pool.TagMapping;
import io.cloakpool.identitypool.pool.UserStates;
import io.cloakpool.identitypool.role.Verdict;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Role and tag mappings through the flows that hand out credentials. */
final class RoleMappingExchangeTest {
    private static final String EXTRA = "arn:aws:iam::123456789012:role/extra";
    private static final String USER = "arn:aws:iam::123456789012:role/user";
    private static final RoleMapping STAFF_GETS_EXTRA = new RoleMapping(
            RoleMapping.Type.RULES,
            RoleMapping.AmbiguousRole.AUTHENTICATED_ROLE,
            List.of(new RoleRule("groups", RoleRule.MatchType.EQUALS, "staff", "extra")));
    private static final RoleMapping STAFF_ONLY =
            new RoleMapping(RoleMapping.Type.RULES, RoleMapping.AmbiguousRole.DENY, STAFF_GETS_EXTRA.rules());
    private static final TagMapping TEAM = new TagMapping(false, Map.of("team", "team"));

    private final World world = new World(settings());

    @BeforeEach
    void map() {
        world.change(settings().classic(), STAFF_GETS_EXTRA, TEAM);
    }

    @Test
    void rule_and_tags_reach_the_sealed_credential() {
        Map<String, String> staff = staff();
        IdentityId id = world.exchange().getId(POOL_ID, staff).id();

        ExchangedCredentials answer = world.exchange().credentials(id, staff, null, null);

        assertThat(answer.roleArn()).isEqualTo(EXTRA);
        assertThat(answer.decidedBy()).isEqualTo("rule:realm/rules/0");
        assertThat(world.open(answer.credentials()).principalTags()).containsOnly(Map.entry("team", "blue"));
        assertThat(world.open(answer.credentials()).roleName()).isEqualTo("extra");
    }

    @Test
    void login_that_no_rule_knows_is_refused_where_the_mapping_denies() {
        Map<String, String> nobody = world.logins("alice");
        IdentityId id = world.exchange().getId(POOL_ID, nobody).id();
        assertThat(world.exchange().credentials(id, nobody, null, null).roleArn())
                .isEqualTo(USER);

        world.change(settings().classic(), STAFF_ONLY, null);

        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> world.exchange().credentials(id, nobody, null, null));
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> world.exchange().credentials(id, nobody, USER, null));
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> world.exchange().credentials(id, nobody, EXTRA, null));
    }

    @Test
    void openid_token_allows_only_what_the_mapping_gave_when_it_was_made() {
        String staff = token(staff());
        String nobody = token(world.logins("alice"));

        assumed(staff, EXTRA);
        assertThat(world.open(assumed(staff, EXTRA).credentials()).principalTags())
                .containsOnly(Map.entry("team", "blue"));
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> assumed(staff, USER));
        assumed(nobody, USER);
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> assumed(nobody, EXTRA));
    }

    @Test
    void openid_token_in_logins_gives_the_role_that_the_mapping_gave_when_it_was_made() {
        Map<String, String> staff = staff();
        IdentityId id = world.exchange().getId(POOL_ID, staff).id();
        Map<String, String> logins = Map.of("cognito-identity.amazonaws.com", token(staff));

        ExchangedCredentials answer = world.exchange().credentials(id, logins, null, null);

        assertThat(answer.roleArn()).isEqualTo(EXTRA);
        assertThat(answer.decidedBy()).isEqualTo("openid-token");
        assertThat(world.open(answer.credentials()).principalTags()).containsOnly(Map.entry("team", "blue"));
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> world.exchange().credentials(id, logins, USER, null));
    }

    @Test
    void openid_token_of_before_a_mapping_allows_nothing_once_there_is_one() {
        world.change(settings().classic(), null, null);
        String token = token(world.logins("alice"));
        assumed(token, USER);

        world.change(settings().classic(), STAFF_GETS_EXTRA, null);

        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> assumed(token, USER));
    }

    @Test
    void openid_token_of_a_mapping_that_is_gone_allows_what_the_pool_does() {
        String token = token(staff());

        world.change(settings().classic(), null, null);

        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> assumed(token, EXTRA));
        assumed(token, USER);
    }

    @Test
    void openid_token_allows_no_role_that_no_rule_gives_any_more() {
        String staff = token(staff());
        String nobody = token(world.logins("alice"));
        RoleRule other = new RoleRule("groups", RoleRule.MatchType.EQUALS, "staff", "user");

        world.change(
                settings().classic(),
                new RoleMapping(RoleMapping.Type.RULES, RoleMapping.AmbiguousRole.AUTHENTICATED_ROLE, List.of(other)),
                TEAM);

        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> assumed(staff, EXTRA));
        assumed(nobody, USER);

        world.change(settings().classic(), STAFF_ONLY, TEAM);
        assumed(staff, EXTRA);
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> assumed(nobody, USER));
    }

    @Test
    void tags_stand_in_the_openid_token_as_sts_reads_them() {
        assertThat(world.codec.claims(token(staff())).get("https://aws.amazon.com/tags"))
                .isEqualTo(Map.of("principal_tags", Map.of("team", List.of("blue")), "transitive_tag_keys", List.of()));
        assertThat(world.codec.claims(token(world.logins("alice")))).doesNotContainKey("https://aws.amazon.com/tags");
    }

    @Test
    void claim_that_cannot_be_a_tag_is_refused_in_every_flow() {
        Map<String, String> bad = world.logins("alice", Map.of("team", "a*"));
        IdentityId id = world.exchange().getId(POOL_ID, bad).id();

        assertRefused(Reason.INVALID_PARAMETER, () -> world.exchange().credentials(id, bad, null, null));
        assertRefused(Reason.INVALID_PARAMETER, () -> world.exchange().openIdToken(id, bad, null));
    }

    @Test
    void explanation_says_role_rule_and_tags_and_records_nothing() {
        int records = world.log.entries.size();

        RoleExplanation explained = world.explainer().explain(POOL_ID, staff(), null);

        assertThat(Objects.requireNonNull(explained.chosen()).role().name()).isEqualTo("extra");
        assertThat(explained.chosen().decidedBy()).isEqualTo("rule:realm/rules/0");
        assertThat(explained.chosen().tags()).containsOnly(Map.entry("team", "blue"));
        assertThat(explained.refused()).isNull();
        assertThat(explained.considered())
                .containsExactly(new RoleExplanation.Considered("realm", "/rules/0", Verdict.MATCHED, ""));
        assertThat(world.log.entries.size()).isEqualTo(records);
        assertThat(world.identities.size()).isZero();
    }

    @Test
    void explanation_of_claims_needs_no_token() {
        RoleExplanation staff = world.explainer()
                .explain(POOL_ID, new ClaimSet(null, null, Map.of("groups", "staff", "sub", "x")), null);
        RoleExplanation nobody =
                world.explainer().explain(POOL_ID, new ClaimSet("realm", "webapp", Map.of("groups", "x")), EXTRA);

        assertThat(Objects.requireNonNull(staff.chosen()).role().name()).isEqualTo("extra");
        assertThat(Objects.requireNonNull(nobody.refused()).reason()).isEqualTo(Reason.ROLE_NOT_ALLOWED);
        assertThat(nobody.considered())
                .containsExactly(new RoleExplanation.Considered("realm", "/rules/0", Verdict.DIFFERENT, ""));
        assertRefused(Reason.INVALID_PARAMETER, () -> world.explainer()
                .explain(POOL_ID, new ClaimSet("other", null, Map.of()), null));
    }

    @Test
    void explanation_of_claims_says_which_claim_names_a_role() {
        world.change(
                settings(), new RoleMapping(RoleMapping.Type.TOKEN, RoleMapping.AmbiguousRole.DENY, List.of()), null);

        RoleExplanation explained = world.explainer()
                .explain(POOL_ID, new ClaimSet(null, null, Map.of("cognito:preferred_role", EXTRA)), null);

        assertThat(explained.considered())
                .containsExactly(
                        new RoleExplanation.Considered("realm", "cognito:roles", Verdict.ABSENT, ""),
                        new RoleExplanation.Considered("realm", "cognito:preferred_role", Verdict.MATCHED, ""));
    }

    @Test
    void explanation_of_a_login_that_is_not_good_is_its_refusal() {
        Map<String, String> staff = staff();
        assertRefusal(
                world.explainer().explain(POOL_ID, Map.of(TestData.REALM.issuerLoginKey(), "none"), null),
                Reason.LOGIN_INVALID);
        world.states.answer(UserStates.State.USER_DISABLED);
        assertRefusal(world.explainer().explain(POOL_ID, staff, null), Reason.LOGIN_REVOKED);
    }

    private static void assertRefusal(RoleExplanation explained, Reason reason) {
        Refused refused = Objects.requireNonNull(explained.refused());
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(explained.chosen()).isNull();
    }

    private Map<String, String> staff() {
        return world.logins("alice", Map.of("groups", List.of("staff"), "team", "blue"));
    }

    private String token(Map<String, String> logins) {
        IdentityId id = world.exchange().getId(POOL_ID, logins).id();
        return world.exchange().openIdToken(id, logins, null).token();
    }

    /** The last step of the classic flow. */
    private AssumedRole assumed(String token, String role) {
        return world.exchange().assumeRoleWithWebIdentity(token, role, "session", Narrowing.NONE);
    }
}
