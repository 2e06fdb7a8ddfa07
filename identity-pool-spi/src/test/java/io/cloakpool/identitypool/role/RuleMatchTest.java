package io.cloakpool.identitypool.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.pool.RoleRule;
import io.cloakpool.identitypool.pool.RoleRule.MatchType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every comparison against every kind of claim. The value of the rules is {@code admin}, where nothing else is said. */
final class RuleMatchTest {
    private static final Verdict YES = Verdict.MATCHED;
    private static final Verdict NO = Verdict.DIFFERENT;
    private static final Verdict ABSENT = Verdict.ABSENT;
    private static final Verdict NONE = Verdict.NOT_COMPARABLE;
    private static final Object MISSING = new Object();

    static Stream<Arguments> table() {
        return Stream.of(
                //        claim, Equals, Contains, StartsWith, NotEqual
                row(MISSING, ABSENT, ABSENT, ABSENT, ABSENT),
                row("", ABSENT, ABSENT, ABSENT, ABSENT),
                row(List.of(), ABSENT, ABSENT, ABSENT, ABSENT),
                row(List.of(""), ABSENT, ABSENT, ABSENT, ABSENT),
                row("admin", YES, YES, YES, NO),
                row("admin@evil.example", NO, YES, YES, YES),
                row("notadmin", NO, YES, NO, YES),
                row("other", NO, NO, NO, YES),
                // Case counts.
                row("Admin", NO, NO, NO, YES),
                row(" admin", NO, YES, NO, YES),
                // Of a list, Contains asks for an element, not for a part of one.
                row(List.of("admin"), YES, YES, YES, NO),
                row(List.of("staff", "admin"), YES, YES, YES, NO),
                row(List.of("notadmin"), NO, NO, NO, YES),
                row(List.of("administrators"), NO, NO, YES, YES),
                row(List.of("staff", ""), NO, NO, NO, YES),
                // What only looks alike is another text: a Cyrillic a, an invisible character, a wide letter.
                row("\u0430dmin", NO, NO, NO, YES),
                row("adm\u200Bin", NO, NO, NO, YES),
                row("\uFF41dmin", NO, NO, NO, YES),
                // No text at all.
                row(Map.of("admin", true), NONE, NONE, NONE, NONE),
                row(List.of(Map.of("admin", true)), NONE, NONE, NONE, NONE),
                row(List.of("admin", List.of("admin")), NONE, NONE, NONE, NONE),
                row(Arrays.asList("admin", null), NONE, NONE, NONE, NONE),
                row(1.5, NONE, NONE, NONE, NONE),
                row(7, NO, NO, NO, YES),
                row(true, NO, NO, NO, YES));
    }

    private static Arguments row(Object claim, Verdict equal, Verdict contains, Verdict starts, Verdict notEqual) {
        return Arguments.of(claim, equal, contains, starts, notEqual);
    }

    @ParameterizedTest
    @MethodSource("table")
    void comparison_says(Object claim, Verdict equal, Verdict contains, Verdict starts, Verdict notEqual) {
        Map<String, Object> claims = claim == MISSING ? Map.of("other", "admin") : Map.of("c", claim);

        assertThat(match(MatchType.EQUALS, "admin", claims)).isEqualTo(equal);
        assertThat(match(MatchType.CONTAINS, "admin", claims)).isEqualTo(contains);
        assertThat(match(MatchType.STARTS_WITH, "admin", claims)).isEqualTo(starts);
        assertThat(match(MatchType.NOT_EQUAL, "admin", claims)).isEqualTo(notEqual);
    }

    @Test
    void texts_are_not_normalized() {
        assertThat(match(MatchType.EQUALS, "caf\u00E9", Map.of("c", "caf\u00E9")))
                .isEqualTo(YES);
        assertThat(match(MatchType.EQUALS, "caf\u00E9", Map.of("c", "cafe\u0301")))
                .isEqualTo(NO);
        assertThat(match(MatchType.STARTS_WITH, "\uD83D\uDC51", Map.of("c", "\uD83D\uDC51king")))
                .isEqualTo(YES);
    }

    @Test
    void whole_numbers_and_truth_values_count_as_json_writes_them() {
        assertThat(match(MatchType.EQUALS, "7", Map.of("c", 7))).isEqualTo(YES);
        assertThat(match(MatchType.EQUALS, "7", Map.of("c", 7L))).isEqualTo(YES);
        assertThat(match(MatchType.EQUALS, "7", Map.of("c", java.math.BigInteger.valueOf(7))))
                .isEqualTo(YES);
        assertThat(match(MatchType.EQUALS, "true", Map.of("c", true))).isEqualTo(YES);
        assertThat(match(MatchType.EQUALS, "7", Map.of("c", List.of(6, 7)))).isEqualTo(YES);
    }

    @Test
    void claims_inside_of_objects_are_not_reached_by_dots() {
        assertThat(match("a.b", MatchType.EQUALS, "admin", Map.of("a", Map.of("b", "admin"))))
                .isEqualTo(ABSENT);
        assertThat(match("a.b", MatchType.EQUALS, "admin", Map.of("a.b", "admin")))
                .isEqualTo(YES);
    }

    /** Random rules and claims from a small alphabet, so that all relations happen. */
    @Test
    void a_rule_that_is_called_shadowed_never_decides() {
        Random random = new Random(20260101);
        int shadowed = 0;
        for (int round = 0; round < 200_000; round++) {
            RoleRule earlier = rule(random);
            RoleRule later = rule(random);
            if (RuleMatch.shadows(earlier, later)) {
                shadowed++;
                Map<String, Object> claims = new HashMap<>();
                claims.put("c", claim(random));
                if (RuleMatch.of(later, claims) == YES) {
                    assertThat(RuleMatch.of(earlier, claims))
                            .as("%s then %s on %s", earlier, later, claims)
                            .isEqualTo(YES);
                }
            }
        }
        assertThat(shadowed).isGreaterThan(1_000);
    }

    @Test
    void rules_over_different_claims_shadow_nothing() {
        assertThat(RuleMatch.shadows(
                        new RoleRule("a", MatchType.EQUALS, "x", "r"), new RoleRule("b", MatchType.EQUALS, "x", "r")))
                .isFalse();
        assertThat(RuleMatch.shadows(
                        new RoleRule("a", MatchType.EQUALS, "x", "r"), new RoleRule("a", MatchType.EQUALS, "x", "s")))
                .isTrue();
    }

    private static RoleRule rule(Random random) {
        MatchType[] types = MatchType.values();
        return new RoleRule("c", types[random.nextInt(types.length)], text(random, 1), "r");
    }

    private static Object claim(Random random) {
        if (random.nextBoolean()) {
            return text(random, 0);
        }
        List<String> texts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            texts.add(text(random, 0));
        }
        return texts;
    }

    private static String text(Random random, int least) {
        StringBuilder text = new StringBuilder();
        for (int i = least + random.nextInt(3); i > 0; i--) {
            text.append((char) ('a' + random.nextInt(2)));
        }
        return text.toString();
    }

    private static Verdict match(MatchType type, String value, Map<String, Object> claims) {
        return match("c", type, value, claims);
    }

    private static Verdict match(String claim, MatchType type, String value, Map<String, Object> claims) {
        return RuleMatch.of(new RoleRule(claim, type, value, "r"), claims);
    }
}
