package io.cloakpool.identitypool.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SubjectPatternTest {
    private static final String SYMBOLS = "ab:*?.";
    private static final long SEED = 20_261_129;

    @ParameterizedTest
    @CsvSource({
        "system:serviceaccount:prod:api, system:serviceaccount:prod:api, true",
        "system:serviceaccount:prod:api, system:serviceaccount:prod:api2, false",
        "system:serviceaccount:prod:api, system:serviceaccount:prod:ap, false",
        "system:serviceaccount:prod:*, system:serviceaccount:prod:api, true",
        "system:serviceaccount:prod:*, system:serviceaccount:prod:, true",
        "system:serviceaccount:prod:*, system:serviceaccount:prod2:api, false",
        "system:serviceaccount:prod:*, xsystem:serviceaccount:prod:api, false",
        "system:serviceaccount:*:api, system:serviceaccount:prod:api, true",
        "*:api, system:serviceaccount:prod:api, true",
        "*:api, system:serviceaccount:prod:api:x, false",
        "Alice, alice, false",
        "al?ce, alice, false",
        "al.ce, alice, false",
        "*, anybody, true",
        "a*b*c, a-b-b-c, true",
        "a*b*c, a-c-b, false",
    })
    void star_is_any_run_and_all_else_is_itself(String pattern, String subject, boolean matches) {
        assertThat(new SubjectPattern(pattern).matches(subject)).isEqualTo(matches);
    }

    @Test
    void matches_what_a_regular_expression_of_the_same_meaning_does() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            String pattern = text(random, 8);
            String subject = text(random, 12);
            String regex = pattern.chars()
                    .mapToObj(c -> c == '*' ? ".*" : Pattern.quote(String.valueOf((char) c)))
                    .collect(Collectors.joining());
            assertThat(new SubjectPattern(pattern).matches(subject))
                    .as(pattern + " on " + subject)
                    .isEqualTo(Pattern.matches("(?s)" + regex, subject));
        }
    }

    @Test
    void the_worst_pattern_ends_soon() {
        SubjectPattern worst = new SubjectPattern("*a".repeat(127));

        assertThat(worst.matches("a".repeat(254) + "b")).isFalse();
    }

    private static String text(Random random, int longest) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(longest); n >= 0; n--) {
            text.append(SYMBOLS.charAt(random.nextInt(SYMBOLS.length())));
        }
        return text.toString();
    }
}
