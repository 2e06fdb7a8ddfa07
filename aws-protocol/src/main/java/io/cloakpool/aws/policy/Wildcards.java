package io.cloakpool.aws.policy;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A pattern in which {@code *} stands for any run of characters and {@code ?} for exactly one. A character is a Unicode code
 * point. A star takes as little as it can and is widened only until the next star is reached, so that matching never costs
 * more steps than the length of the pattern times that of the text, whatever the pattern.
 */
final class Wildcards {
    private static final int ANY_ONE = -1;
    private static final int ANY_RUN = -2;
    /** In a text: characters that are not known. */
    private static final int UNKNOWN_RUN = -3;

    private final int[] pattern;

    private Wildcards(int[] pattern) {
        this.pattern = pattern;
    }

    /** A pattern whose stars and question marks all are wildcards. */
    static Wildcards of(String pattern) {
        Builder builder = new Builder();
        pattern.codePoints().forEach(builder::patternCharacter);
        return builder.build();
    }

    /** The form of texts in which case does not count, for pattern and text alike. */
    static String foldCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Whether the pattern covers the whole text. */
    boolean matches(String text) {
        return match(text.codePoints().toArray(), MatchingBudget.unlimited()) == Match.YES;
    }

    /** Whether the pattern covers the whole text; undecided once the budget is spent. */
    Match match(String text, MatchingBudget budget) {
        return match(text.codePoints().toArray(), budget);
    }

    /** Whether the pattern covers every text that begins so. Only a star can take what is not known. */
    boolean coversEvery(String prefix) {
        int[] characters =
                IntStream.concat(prefix.codePoints(), IntStream.of(UNKNOWN_RUN)).toArray();
        return match(characters, MatchingBudget.unlimited()) == Match.YES;
    }

    private Match match(int[] characters, MatchingBudget budget) {
        int p = 0;
        int afterStar = -1;
        int resume = 0;
        for (int t = 0; t < characters.length; ) {
            if (!budget.takeStep()) {
                return Match.UNDECIDED;
            }
            if (p < pattern.length && pattern[p] == ANY_RUN) {
                afterStar = ++p;
                resume = t;
            } else if (p < pattern.length && takes(pattern[p], characters[t])) {
                p++;
                t++;
            } else if (afterStar >= 0) {
                p = afterStar;
                t = ++resume;
            } else {
                return Match.NO;
            }
        }
        while (p < pattern.length && pattern[p] == ANY_RUN) {
            p++;
        }
        return Match.of(p == pattern.length);
    }

    private static boolean takes(int code, int character) {
        return code == character || (code == ANY_ONE && character != UNKNOWN_RUN);
    }

    /** Collects a pattern from parts that differ in whether their stars and question marks are wildcards. */
    static final class Builder {
        private final IntStream.Builder codes = IntStream.builder();

        Builder literal(String text) {
            text.codePoints().forEach(codes::add);
            return this;
        }

        Builder pattern(String text) {
            text.codePoints().forEach(this::patternCharacter);
            return this;
        }

        private void patternCharacter(int character) {
            codes.add(
                    switch (character) {
                        case '*' -> ANY_RUN;
                        case '?' -> ANY_ONE;
                        default -> character;
                    });
        }

        Wildcards build() {
            return new Wildcards(codes.build().toArray());
        }
    }
}
