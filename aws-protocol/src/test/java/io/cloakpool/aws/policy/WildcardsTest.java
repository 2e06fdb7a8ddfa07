package io.cloakpool.aws.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardsTest {
    private static final long SEED = 20_261_123L;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''        | ''        | true",
                "''        | a         | false",
                "*         | ''        | true",
                "**        | ''        | true",
                "?         | ''        | false",
                "?         | ab        | false",
                "a*c       | abbc      | true",
                "a*c       | abbd      | false",
                "a*b*c     | axbxbxc   | true",
                "*a        | banana    | true",
                "a?c       | a.c       | true",
                "a?c       | ac        | false",
                "abc       | abcd      | false",
                "abcd      | abc       | false",
                "a**       | a         | true",
                "a/*       | a/b/c:d   | true",
                "?         | 😀        | true",
                "??        | 😀        | false",
                "A         | a         | false"
            })
    void star_is_any_run_and_question_mark_is_one_character(String pattern, String text, boolean matches) {
        assertThat(Wildcards.of(pattern).matches(text)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "b/*     | true",
                "*       | true",
                "*/*     | true",
                "b*/*    | true",
                "?/*     | true",
                "b/**    | true",
                "b/      | false",
                "b/?     | false",
                "b/?*    | false",
                "b/*?    | false",
                "b/*a    | false",
                "b/a*    | false",
                "c/*     | false",
                "b?      | false"
            })
    void only_a_star_covers_what_is_not_known(String pattern, boolean covers) {
        assertThat(Wildcards.of(pattern).coversEvery("b/")).isEqualTo(covers);
    }

    @Test
    void matching_is_undecided_once_its_budget_is_spent() {
        Wildcards pattern = Wildcards.of("*" + "a".repeat(50) + "b*");
        String text = "a".repeat(1000);

        assertThat(pattern.match(text, MatchingBudget.of(10_000))).isEqualTo(Match.UNDECIDED);
        assertThat(pattern.match(text, MatchingBudget.of(100_000))).isEqualTo(Match.NO);
    }

    @Test
    @Tag("fuzz")
    void random_patterns_match_as_a_simple_matcher_says() {
        Random random = new Random(SEED);
        int matches = 0;
        for (int i = 0; i < 20_000; i++) {
            String pattern = randomText(random, "aab*?", 8);
            String text = randomText(random, "aab*", 8);
            boolean expected = simpleMatch(pattern, text);
            matches += expected ? 1 : 0;
            assertThat(Wildcards.of(pattern).matches(text))
                    .as("seed %d, round %d: %s on %s", SEED, i, pattern, text)
                    .isEqualTo(expected);
        }
        assertThat(matches).as("both answers occur").isBetween(1_000, 19_000);
    }

    @Test
    @Timeout(2)
    void hostile_pattern_is_matched_without_backtracking() {
        String text = "a".repeat(2_000);
        assertThat(Wildcards.of("*a".repeat(1_000) + "b").matches(text)).isFalse();
        assertThat(Wildcards.of("a*".repeat(1_000) + "*?".repeat(1_000)).matches(text))
                .isTrue();
        assertThat(Wildcards.of("*" + "a".repeat(1_000) + "b").matches(text)).isFalse();
    }

    @Test
    @Timeout(2)
    void hostile_policy_of_full_size_is_decided_quickly() {
        String pattern = "arn:aws:s3:::" + "*a".repeat(4_900) + "b";
        PolicyDocument document =
                PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                        + "\"Action\":\"s3:*\",\"Resource\":\"" + pattern + "\"}}");
        AccessRequest request = new AccessRequest("s3:GetObject", "arn:aws:s3:::" + "a".repeat(2_000), Map.of());
        assertThat(PolicyEvaluator.evaluate(document, request).allowed()).isFalse();
    }

    private static String randomText(Random random, String alphabet, int maxLength) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(maxLength + 1);
        while (text.length() < length) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static boolean simpleMatch(String pattern, String text) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        String rest = pattern.substring(1);
        if (pattern.charAt(0) == '*') {
            return simpleMatch(rest, text) || (!text.isEmpty() && simpleMatch(pattern, text.substring(1)));
        }
        return !text.isEmpty()
                && (pattern.charAt(0) == '?' || pattern.charAt(0) == text.charAt(0))
                && simpleMatch(rest, text.substring(1));
    }
}
