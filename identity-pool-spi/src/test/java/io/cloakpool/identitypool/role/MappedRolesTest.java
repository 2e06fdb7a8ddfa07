package io.cloakpool.identitypool.role;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static io.cloakpool.identitypool.role.Mappings.arn;
import static io.cloakpool.identitypool.role.Mappings.equal;
import static io.cloakpool.identitypool.role.Mappings.login;
import static io.cloakpool.identitypool.role.Mappings.loginBy;
import static io.cloakpool.identitypool.role.Mappings.rules;
import static io.cloakpool.identitypool.role.Mappings.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeClaimTrust;
import io.cloakpool.identitypool.fakes.FakePools;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.pool.AllowedRoles;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.RoleMapping;
import io.cloakpool.identitypool.pool.RoleMapping.AmbiguousRole;
import io.cloakpool.identitypool.pool.RoleRule;
import io.cloakpool.identitypool.pool.RoleRule.MatchType;
import io.cloakpool.identitypool.pool.StsTrust;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What mappings by rules and by token make of logins. */
final class MappedRolesTest {
    private static final String PREFERRED = "cognito:preferred_role";
    private static final String ROLES = "cognito:roles";

    private final FakePools pools = new FakePools(TestData.REALM);
    private final FakeClaimTrust trust = new FakeClaimTrust();
    private final List<String> ignored = new ArrayList<>();
    private final RoleChooser chooser = new RoleChooser(pools, trust, ignored::add);
    private final IdentityPool pool = TestData.pool(
            TestData.POOL_ID, TestData.settings().requestable("extra").build());

    @BeforeEach
    void roles() {
        for (String name : List.of("user", "extra", "staff", "admin")) {
            pools.add(TestData.role(name, Amr.AUTHENTICATED));
        }
        pools.add(TestData.role("guest", Amr.UNAUTHENTICATED));
        PoolRole admin = TestData.role("admin", Amr.AUTHENTICATED);
        pools.add(new PoolRole(
                "id-of-foreign",
                "foreign",
                true,
                admin.policy(),
                null,
                Set.of("other pool"),
                Set.of(Amr.AUTHENTICATED),
                admin.maxDuration(),
                true,
                null,
                StsTrust.NONE,
                "r1"));
    }

    @Test
    void first_rule_that_matches_decides_and_is_named() {
        RoleMapping mapping = rules(
                AmbiguousRole.DENY,
                equal("groups", "ops", "extra"),
                equal("groups", "admins", "admin"),
                equal("groups", "staff", "staff"));

        ChosenRole chosen = choose(mapping, Map.of("groups", List.of("staff", "admins")));

        assertThat(chosen.role().name()).isEqualTo("admin");
        assertThat(chosen.decidedBy()).isEqualTo("rule:realm/rules/1");
        assertThat(ignored).isEmpty();
    }

    @Test
    void no_match_is_the_default_role_or_a_refusal_as_the_mapping_says() {
        RoleRule rule = equal("groups", "admins", "admin");

        ChosenRole chosen = choose(rules(AmbiguousRole.AUTHENTICATED_ROLE, rule), Map.of("groups", "none"));

        assertThat(chosen.role().name()).isEqualTo("user");
        assertThat(chosen.decidedBy()).isEqualTo("default:authenticated");
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> choose(rules(AmbiguousRole.DENY, rule), Map.of("groups", "none")));
    }

    @Test
    void not_equal_without_the_claim_gives_no_role() {
        RoleMapping mapping =
                rules(AmbiguousRole.DENY, new RoleRule("status", MatchType.NOT_EQUAL, "suspended", "staff"));

        assertThat(choose(mapping, Map.of("status", "active")).role().name()).isEqualTo("staff");
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> choose(mapping, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone", "foreign", "guest"})
    void rule_whose_role_cannot_be_given_never_matches_and_is_a_warning(String role) {
        RoleMapping mapping =
                rules(AmbiguousRole.DENY, equal("groups", "admins", role), equal("groups", "admins", "staff"));

        assertThat(choose(mapping, Map.of("groups", "admins")).role().name()).isEqualTo("staff");
        assertThat(ignored)
                .containsExactly("login binding \"realm\" of identity pool \"main\" maps to role '" + role
                        + "', which is missing, disabled or does not trust the pool");
    }

    @Test
    void rule_over_a_claim_that_the_user_writes_never_matches_and_is_a_warning() {
        trust.writable.add("webapp/department");
        RoleMapping mapping =
                rules(AmbiguousRole.DENY, equal("department", "it", "admin"), equal("groups", "staff", "staff"));

        assertThat(choose(mapping, Map.of("department", "it", "groups", "staff"))
                        .role()
                        .name())
                .isEqualTo("staff");
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> choose(mapping, Map.of("department", "it")));
        assertThat(ignored)
                .containsOnly("login binding \"realm\" maps claim 'department', which its users may write:"
                        + " mapper of webapp");
    }

    @Test
    void the_client_of_the_token_is_asked_about_its_claims() {
        trust.writable.add("mobile/department");
        LoginBinding binding = TestData.binding(TestData.bindingSettings("webapp", "mobile")
                .withRoleMapping(rules(AmbiguousRole.DENY, equal("department", "it", "admin"))));
        Map<String, Object> claims = Map.of("department", "it");

        assertThat(chooser.choose(pool, List.of(loginBy(binding, "webapp", claims)), null)
                        .role()
                        .name())
                .isEqualTo("admin");
        for (RoleLogin untrusted : List.of(loginBy(binding, "mobile", claims), loginBy(binding, null, claims))) {
            assertRefused(Reason.ROLE_NOT_ALLOWED, () -> chooser.choose(pool, List.of(untrusted), null));
        }
    }

    @Test
    void caller_may_ask_for_the_role_of_any_matching_rule_and_for_no_other() {
        RoleMapping mapping = rules(
                AmbiguousRole.AUTHENTICATED_ROLE,
                equal("groups", "staff", "staff"),
                equal("groups", "admins", "admin"),
                equal("groups", "ops", "extra"));
        Map<String, Object> claims = Map.of("groups", List.of("staff", "admins"));

        ChosenRole chosen = choose(mapping, claims, arn("admin"));

        assertThat(chosen.role().name()).isEqualTo("admin");
        assertThat(chosen.decidedBy()).isEqualTo("request");
        // Neither the default nor what the pool lets others ask for.
        for (String other : List.of("extra", "user", "guest", "gone")) {
            assertRefused(Reason.ROLE_NOT_ALLOWED, () -> choose(mapping, claims, arn(other)));
        }
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> choose(mapping, claims, "arn:aws:iam::999999999999:role/admin"));
        assertRefused(Reason.INVALID_PARAMETER, () -> choose(mapping, claims, "admin"));
    }

    @Test
    void preferred_role_of_the_token_is_taken() {
        ChosenRole chosen = choose(
                token(AmbiguousRole.DENY), Map.of(PREFERRED, arn("staff"), ROLES, List.of(arn("admin"), arn("staff"))));

        assertThat(chosen.role().name()).isEqualTo("staff");
        assertThat(chosen.decidedBy()).isEqualTo("token:realm");
        assertThat(choose(token(AmbiguousRole.DENY), Map.of(PREFERRED, arn("staff")))
                        .role()
                        .name())
                .isEqualTo("staff");
    }

    @Test
    void preferred_role_that_is_not_among_the_roles_of_the_token_is_not_taken() {
        Map<String, Object> claims = Map.of(PREFERRED, arn("admin"), ROLES, List.of(arn("staff")));

        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> choose(token(AmbiguousRole.DENY), claims));
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> choose(token(AmbiguousRole.DENY), claims, arn("admin")));
        assertThat(choose(token(AmbiguousRole.AUTHENTICATED_ROLE), claims)
                        .role()
                        .name())
                .isEqualTo("user");
    }

    @Test
    void roles_without_a_preferred_one_are_ambiguous_but_may_be_asked_for() {
        Map<String, Object> claims = Map.of(ROLES, List.of(arn("admin"), arn("staff")));

        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> choose(token(AmbiguousRole.DENY), claims));
        assertThat(choose(token(AmbiguousRole.AUTHENTICATED_ROLE), claims)
                        .role()
                        .name())
                .isEqualTo("user");
        assertThat(choose(token(AmbiguousRole.DENY), claims, arn("admin"))
                        .role()
                        .name())
                .isEqualTo("admin");
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> choose(token(AmbiguousRole.DENY), claims, arn("extra")));
    }

    @Test
    void roles_of_a_token_are_only_those_of_the_realm_that_trust_the_pool() {
        List<Object> bad = List.of(
                "arn:aws:iam::999999999999:role/admin",
                arn("foreign"),
                arn("gone"),
                arn("guest"),
                "admin",
                List.of(arn("admin"), arn("staff")),
                Map.of("role", arn("admin")));
        for (Object preferred : bad) {
            assertRefused(
                    Reason.ROLE_NOT_ALLOWED, () -> choose(token(AmbiguousRole.DENY), Map.of(PREFERRED, preferred)));
        }
        assertThat(ignored).isNotEmpty().allMatch(message -> !message.contains("arn:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {PREFERRED, ROLES})
    void roles_of_a_token_do_not_count_where_the_user_writes_one_of_the_claims(String claim) {
        trust.writable.add("webapp/" + claim);
        Map<String, Object> claims = Map.of(PREFERRED, arn("staff"), ROLES, List.of(arn("staff")));

        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> choose(token(AmbiguousRole.DENY), claims));
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> choose(token(AmbiguousRole.DENY), claims, arn("staff")));
        assertThat(ignored).isNotEmpty();
    }

    @Test
    void of_several_logins_the_first_that_gives_a_role_decides_and_one_that_denies_is_enough() {
        RoleLogin first = login(rules(AmbiguousRole.AUTHENTICATED_ROLE, equal("a", "1", "admin")), null, Map.of());
        RoleLogin second = login(rules(AmbiguousRole.DENY, equal("b", "1", "staff")), null, Map.of("b", "1"));
        RoleLogin denying = login(rules(AmbiguousRole.DENY, equal("b", "1", "staff")), null, Map.of());
        RoleLogin plain = login(Map.of());

        assertThat(chooser.choose(pool, List.of(plain, first, second), null)
                        .role()
                        .name())
                .isEqualTo("staff");
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> chooser.choose(pool, List.of(plain, first, denying), null));
        assertThat(chooser.choose(pool, List.of(plain, first), null).role().name())
                .isEqualTo("user");
        assertThat(chooser.choose(pool, List.of(first, second), arn("staff")).decidedBy())
                .isEqualTo("request");
    }

    @Test
    void later_choice_is_what_the_login_gets_or_may_ask_for() {
        RoleMapping mapping = rules(
                AmbiguousRole.AUTHENTICATED_ROLE,
                equal("groups", "staff", "staff"),
                equal("groups", "admins", "admin"),
                equal("groups", "admins", "gone"));

        assertThat(chooser.later(pool, List.of(login(Map.of())), Map.of()).roles())
                .isNull();
        assertThat(later(mapping, Map.of("groups", List.of("staff", "admins"))))
                .isEqualTo(new AllowedRoles("staff", Set.of("staff", "admin")));
        assertThat(later(mapping, Map.of())).isEqualTo(new AllowedRoles("user", Set.of("user")));
        assertThat(later(rules(AmbiguousRole.DENY, equal("a", "1", "staff")), Map.of()))
                .isEqualTo(new AllowedRoles(null, Set.of()));
        assertThat(later(token(AmbiguousRole.AUTHENTICATED_ROLE), Map.of(ROLES, List.of(arn("staff"), arn("admin")))))
                .isEqualTo(new AllowedRoles("user", Set.of("staff", "admin", "user")));
        assertThat(later(token(AmbiguousRole.DENY), Map.of(ROLES, List.of(arn("staff")))))
                .isEqualTo(new AllowedRoles(null, Set.of("staff")));
    }

    @Test
    void token_of_a_mapping_gives_what_it_says_as_long_as_that_may_be_given() {
        LoginBinding binding = login(token(AmbiguousRole.DENY), null, Map.of()).binding();
        IdentityPool mapped = new IdentityPool(pool.id(), TestData.secret(7), pool.settings(), List.of(binding));
        LaterChoice choice = new LaterChoice(new AllowedRoles("staff", Set.of("staff", "admin", "foreign")), Map.of());

        for (LoginBinding behind : Arrays.asList(binding, null)) {
            assertThat(chooser.choose(mapped, behind, choice, (String) null)
                            .role()
                            .name())
                    .isEqualTo("staff");
            assertThat(chooser.choose(mapped, behind, choice, arn("admin")).decidedBy())
                    .isEqualTo("request");
            for (String other : List.of("foreign", "user", "extra")) {
                assertRefused(Reason.ROLE_NOT_ALLOWED, () -> chooser.choose(mapped, behind, choice, arn(other)));
            }
        }
        LaterChoice nothing = new LaterChoice(null, Map.of());
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> chooser.choose(pool, binding, nothing, (String) null));
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> chooser.choose(pool, binding, nothing, arn("user")));
        assertThat(chooser.choose(pool, null, nothing, (String) null).decidedBy())
                .isEqualTo("default:authenticated");
        assertThat(chooser.choose(pool, null, nothing, arn("extra")).decidedBy())
                .isEqualTo("request");
    }

    @Test
    void later_choice_of_too_many_roles_is_refused() {
        RoleRule[] many = IntStream.range(0, 101)
                .mapToObj(i -> {
                    pools.add(TestData.role("r" + i, Amr.AUTHENTICATED));
                    return equal("groups", "all", "r" + i);
                })
                .toArray(RoleRule[]::new);

        assertRefused(Reason.INVALID_PARAMETER, () -> later(rules(AmbiguousRole.DENY, many), Map.of("groups", "all")));
    }

    @Test
    void considerations_say_why_each_rule_did_not_decide() {
        trust.writable.add("webapp/own");
        RoleMapping mapping = rules(
                AmbiguousRole.DENY,
                equal("absent", "1", "admin"),
                equal("other", "1", "admin"),
                equal("object", "1", "admin"),
                equal("own", "1", "admin"),
                equal("here", "1", "gone"),
                equal("here", "1", "extra"),
                equal("here", "1", "staff"),
                equal("here", "1", "admin"));
        List<String> said = new ArrayList<>();
        Considerations considerations = new Considerations() {
            @Override
            public void rule(LoginBinding binding, int index, Verdict verdict, String detail) {
                said.add(index + " " + verdict + (detail.isEmpty() ? "" : " " + detail));
            }

            @Override
            public void claim(LoginBinding binding, String claim, Verdict verdict, String detail) {}
        };

        chooser.choose(
                pool,
                List.of(login(mapping, null, Map.of("other", "2", "object", Map.of(), "own", "1", "here", "1"))),
                arn("staff"),
                considerations);

        assertThat(said)
                .containsExactly(
                        "0 ABSENT",
                        "1 DIFFERENT",
                        "2 NOT_COMPARABLE",
                        "3 USER_WRITABLE mapper of webapp",
                        "4 ROLE_UNUSABLE",
                        "5 NOT_REQUESTED",
                        "6 MATCHED");
    }

    /** Whatever mapping, claims and wish: the role is one that a trusted rule or claim gives this very login, or the default. */
    @Test
    @Tag("fuzz")
    void chosen_role_is_always_within_the_allowed_set() {
        Random random = new Random(4);
        trust.writable.add("webapp/b");
        int given = 0;
        for (int round = 0; round < 30_000; round++) {
            RoleMapping mapping = mapping(random);
            Map<String, Object> claims = claims(random);
            Optional<String> wish = random.nextInt(3) == 0 ? Optional.of(arn(name(random))) : Optional.empty();
            Optional<String> got;
            try {
                got = Optional.of(chooser.choose(pool, List.of(login(mapping, null, claims)), wish.orElse(null))
                        .role()
                        .name());
            } catch (Refused e) {
                assertThat(e.reason()).isEqualTo(Reason.ROLE_NOT_ALLOWED);
                got = Optional.empty();
            }
            Set<String> allowed = allowed(mapping, claims, wish.isEmpty());
            got.ifPresent(
                    name -> assertThat(allowed).as("%s on %s", mapping, claims).contains(name));
            given += got.isPresent() ? 1 : 0;
        }
        assertThat(given).isBetween(5_000, 29_000);
    }

    /** Written anew from the reference, without a look at the code under test. */
    private Set<String> allowed(RoleMapping mapping, Map<String, Object> claims, boolean unasked) {
        Set<String> allowed = new HashSet<>();
        if (unasked && mapping.ambiguous() == AmbiguousRole.AUTHENTICATED_ROLE) {
            allowed.add("user");
        }
        for (RoleRule rule : mapping.rules()) {
            String text = claims.getOrDefault(rule.claim(), "").toString();
            boolean holds = !text.isEmpty()
                    && switch (rule.matchType()) {
                        case EQUALS -> text.equals(rule.value());
                        case CONTAINS -> text.indexOf(rule.value()) >= 0;
                        case STARTS_WITH -> text.indexOf(rule.value()) == 0;
                        case NOT_EQUAL -> !text.equals(rule.value());
                    };
            if (holds && !rule.claim().equals("b")) {
                allowed.add(rule.role());
            }
        }
        if (mapping.type() == RoleMapping.Type.TOKEN && claims.get(ROLES) instanceof List<?> roles) {
            roles.forEach(role -> allowed.add(String.valueOf(role).substring(arn("").length())));
        }
        allowed.retainAll(Set.of("user", "extra", "staff", "admin"));
        return allowed;
    }

    private static RoleMapping mapping(Random random) {
        AmbiguousRole ambiguous = random.nextBoolean() ? AmbiguousRole.DENY : AmbiguousRole.AUTHENTICATED_ROLE;
        if (random.nextInt(3) == 0) {
            return token(ambiguous);
        }
        MatchType[] types = MatchType.values();
        return rules(
                ambiguous,
                IntStream.range(0, 1 + random.nextInt(4))
                        .mapToObj(i -> new RoleRule(
                                random.nextBoolean() ? "a" : "b",
                                types[random.nextInt(types.length)],
                                "xy".substring(random.nextInt(2)),
                                name(random)))
                        .toArray(RoleRule[]::new));
    }

    private static Map<String, Object> claims(Random random) {
        Map<String, Object> claims = new HashMap<>();
        for (String claim : List.of("a", "b")) {
            if (random.nextInt(4) > 0) {
                claims.put(claim, "xyxy".substring(random.nextInt(5)));
            }
        }
        if (random.nextInt(4) > 0) {
            claims.put(
                    ROLES,
                    IntStream.range(0, random.nextInt(3))
                            .mapToObj(i -> arn(name(random)))
                            .toList());
            claims.put(PREFERRED, arn(name(random)));
        }
        return claims;
    }

    private static String name(Random random) {
        return List.of("user", "extra", "staff", "admin", "foreign", "gone", "guest")
                .get(random.nextInt(7));
    }

    private ChosenRole choose(RoleMapping mapping, Map<String, Object> claims) {
        return chooser.choose(pool, List.of(login(mapping, null, claims)), null);
    }

    private ChosenRole choose(RoleMapping mapping, Map<String, Object> claims, String requested) {
        return chooser.choose(pool, List.of(login(mapping, null, claims)), requested);
    }

    private AllowedRoles later(RoleMapping mapping, Map<String, Object> claims) {
        return Optional.ofNullable(chooser.later(pool, List.of(login(mapping, null, claims)), Map.of())
                        .roles())
                .orElseThrow();
    }
}
