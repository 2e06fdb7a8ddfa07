package io.cloakpool.identitypool.role;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.policy.AccessRequest;
import io.cloakpool.aws.policy.PolicyDocument;
import io.cloakpool.aws.policy.PolicyEvaluator;
import io.cloakpool.identitypool.fakes.FakeClaimTrust;
import io.cloakpool.identitypool.fakes.FakePools;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.StsTrust;
import io.cloakpool.identitypool.pool.TagMapping;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tags a session gets from the claims of its logins. */
final class PrincipalTagsTest {
    private final FakePools pools = new FakePools(TestData.REALM);
    private final FakeClaimTrust trust = new FakeClaimTrust();
    private final List<String> ignored = new ArrayList<>();
    private final RoleChooser chooser = new RoleChooser(pools, trust, ignored::add);
    private final IdentityPool pool = TestData.pool();

    PrincipalTagsTest() {
        pools.add(TestData.role("user", Amr.AUTHENTICATED));
    }

    @Test
    void mapped_claims_become_tags() {
        Map<String, String> tags = tags(
                Map.of("team", "groups", "level", "level", "Cost Center", "cc"),
                Map.of("groups", List.of("blue"), "level", 3, "cc", "R&D".replace("&", "+"), "more", "no"));

        assertThat(tags)
                .containsOnly(Map.entry("team", "blue"), Map.entry("level", "3"), Map.entry("Cost Center", "R+D"));
    }

    @Test
    void defaults_are_the_user_and_the_client_that_were_verified() {
        RoleLogin login = Mappings.login(
                null, new TagMapping(true, Map.of()), Map.of("sub", "somebody else", "aud", List.of("account", "x")));

        assertThat(chooser.choose(pool, List.of(login), null).tags())
                .containsOnly(Map.entry("username", "alice"), Map.entry("client", "webapp"));
    }

    @Test
    void claims_that_are_no_single_value_give_no_tag() {
        Map<String, Object> claims = new HashMap<>(Map.of(
                "empty", "", "several", List.of("a", "b"), "object", Map.of("a", "b"), "none", List.of(), "half", 1.5));
        claims.put("nulls", Arrays.asList("a", null));

        Map<String, String> mapping = new HashMap<>();
        claims.keySet().forEach(claim -> mapping.put(claim, claim));
        mapping.put("absent", "absent");

        assertThat(tags(mapping, claims)).isEmpty();
    }

    @Test
    void claim_that_the_user_writes_gives_no_tag_and_is_a_warning() {
        trust.writable.add("webapp/team");

        assertThat(tags(Map.of("team", "team", "other", "other"), Map.of("team", "red", "other", "x")))
                .containsOnly(Map.entry("other", "x"));
        assertThat(ignored).singleElement().asString().contains("'team'").doesNotContain("red");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "a?", "${aws:username}", "a\nb", "a\u0000", "<b>", "a|b", "\"", "\\", "a,b", "\uD83D\uDC51"
            })
    void text_that_is_no_value_of_a_tag_is_refused_without_repeating_it(String text) {
        Refused refused =
                assertRefused(Reason.INVALID_PARAMETER, () -> tags(Map.of("team", "team"), Map.of("team", text)));

        assertThat(refused.getMessage()).contains("'team'").doesNotContain(text.length() > 1 ? text : "\u0001");
    }

    @Test
    void values_have_at_most_256_characters_and_460_bytes_together() {
        assertThat(tags(Map.of("a", "a"), Map.of("a", "x".repeat(256)))).hasSize(1);
        assertRefused(Reason.INVALID_PARAMETER, () -> tags(Map.of("a", "a"), Map.of("a", "x".repeat(257))));

        Map<String, String> two = Map.of("a", "a", "b", "b");
        assertThat(tags(two, Map.of("a", "x".repeat(230), "b", "x".repeat(230))))
                .hasSize(2);
        assertRefused(Reason.INVALID_PARAMETER, () -> tags(two, Map.of("a", "x".repeat(230), "b", "x".repeat(231))));
        // 231 characters of two bytes each.
        assertRefused(Reason.INVALID_PARAMETER, () -> tags(Map.of("a", "a"), Map.of("a", "\u00E9".repeat(231))));
    }

    @Test
    void the_first_of_several_logins_decides_a_tag_and_case_makes_no_other_one() {
        RoleLogin first = Mappings.login(null, new TagMapping(false, Map.of("Team", "t")), Map.of("t", "red"));
        RoleLogin second = Mappings.login(
                null, new TagMapping(false, Map.of("team", "t", "more", "m")), Map.of("t", "blue", "m", "1"));

        assertThat(chooser.choose(pool, List.of(first, second), null).tags())
                .containsOnly(Map.entry("Team", "red"), Map.entry("more", "1"));
    }

    @Test
    void tags_that_a_back_end_gave_come_first() {
        RoleLogin login = login(Map.of("team", "t", "more", "m"), Map.of("t", "red", "m", "1"));

        assertThat(chooser.later(pool, List.of(login), Map.of("Team", "blue")).tags())
                .containsOnly(Map.entry("Team", "blue"), Map.entry("more", "1"));
        assertRefused(
                Reason.INVALID_PARAMETER,
                () -> chooser.later(pool, List.of(login), Map.of("x", "y".repeat(256), "z", "y".repeat(201))));
    }

    @Test
    void logins_together_have_at_most_50_tags() {
        Map<String, String> mapping = new HashMap<>();
        Map<String, Object> claims = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            mapping.put("t" + i, "c" + i);
            claims.put("c" + i, "x");
        }
        RoleLogin full = Mappings.login(null, new TagMapping(false, mapping), claims);
        RoleLogin one = Mappings.login(null, new TagMapping(false, Map.of("more", "m")), Map.of("m", "1"));

        assertThat(chooser.choose(pool, List.of(full), null).tags()).hasSize(50);
        assertRefused(Reason.INVALID_PARAMETER, () -> chooser.choose(pool, List.of(full, one), null));
    }

    @Test
    void role_that_takes_no_tags_gets_none_and_its_login_is_not_refused_for_them() {
        PoolRole user = TestData.role("user", Amr.AUTHENTICATED);
        pools.add(new PoolRole(
                user.id(),
                user.name(),
                true,
                user.policy(),
                null,
                user.trustedPools(),
                user.trustedAmr(),
                user.maxDuration(),
                false,
                null,
                StsTrust.NONE,
                "r2"));

        assertThat(tags(Map.of("a", "a"), Map.of("a", "x"))).isEmpty();
        assertThat(tags(Map.of("a", "a"), Map.of("a", "*"))).isEmpty();
        assertThat(chooser.later(pool, List.of(login(Map.of("a", "a"), Map.of("a", "x"))), Map.of("b", "y"))
                        .tags())
                .isEmpty();
        assertThat(new ChosenRole(pools.role("user").orElseThrow(), "request", Map.of("a", "x")).tags())
                .isEmpty();
    }

    /** A claim never widens what the template of the policy says: a tag is either refused or stands for itself alone. */
    @Test
    @Tag("fuzz")
    void no_claim_makes_a_policy_allow_more_than_its_template() {
        PolicyDocument policy = PolicyDocument.parse(
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\","
                        + "\"Resource\":\"arn:aws:s3:::b/teams/${aws:PrincipalTag/team}/*\"}]}");
        String alphabet = "*?${}/.:ab \n\u0000\u00E9\"\\";
        Random random = new Random(22);
        int granted = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 1 + random.nextInt(6); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String team = text.toString();
            Map<String, String> tags;
            try {
                tags = tags(Map.of("team", "team"), Map.of("team", team));
            } catch (Refused e) {
                continue;
            }
            granted++;
            assertThat(allowed(policy, tags, "teams/" + team + "/file"))
                    .as(team)
                    .isTrue();
            for (String foreign :
                    List.of("teams/other/file", "teams/x/y/file", "teams/file", "secret", "teams//file")) {
                assertThat(allowed(policy, tags, foreign))
                        .as("%s on %s", team, foreign)
                        .isEqualTo(foreign.startsWith("teams/" + team + "/"));
            }
        }
        assertThat(granted).isGreaterThan(1_000);
    }

    private static boolean allowed(PolicyDocument policy, Map<String, String> tags, String key) {
        Map<String, List<String>> context = new HashMap<>();
        tags.forEach((tag, value) -> context.put("aws:PrincipalTag/" + tag, List.of(value)));
        return PolicyEvaluator.intersect(
                        List.of(policy), new AccessRequest("s3:GetObject", "arn:aws:s3:::b/" + key, context))
                .allowed();
    }

    private Map<String, String> tags(Map<String, String> mapping, Map<String, Object> claims) {
        return chooser.choose(pool, List.of(login(mapping, claims)), null).tags();
    }

    private static RoleLogin login(Map<String, String> mapping, Map<String, Object> claims) {
        return Mappings.login(null, new TagMapping(false, mapping), claims);
    }
}
