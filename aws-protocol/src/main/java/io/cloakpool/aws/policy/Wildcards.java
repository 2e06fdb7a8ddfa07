package io.cloakpool.aws.policy;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A pattern in which {@code *} stands for any run of characters and {@code ?} for exactly one. A character is a Unicode code
 * point. A star takes as little as it can and is widened only until the next star is reached, so that matching never costs
 * more steps than the length of the pattern times that of the text, whatever the pattern.
 */
final class Wildcards {
    static final int ANY_ONE = -1;
    static final int ANY_RUN = -2;
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

    /** Its characters as code points, and {@link #ANY_ONE} and {@link #ANY_RUN} for its wildcards. */
    int[] codes() {
        return pattern.clone();
    }

    /** Whether the pattern covers the whole text. */
    boolean matches(String text) {
        return match(text, MatchingBudget.unlimited()) == Match.YES;
    }

    /** Whether the pattern covers the whole text; undecided once the budget is spent. */
    Match match(String text, MatchingBudget budget) {
        return match(text, text.length(), budget);
    }

    /** Whether the pattern covers every text that begins so. Only a star can take what is not known. */
    boolean coversEvery(String prefix) {
        return match(prefix, prefix.length() + 1, MatchingBudget.unlimited()) == Match.YES;
    }

    /**
     * Copies nothing: a multi-delete asks this for a thousand keys.
     *
     * @param end the length of the text, or one more for a text that goes on with what is not known
     */
    private Match match(String text, int end, MatchingBudget budget) {
        int p = 0;
        int afterStar = -1;
        int resume = 0;
        for (int t = 0; t < end; ) {
            if (!budget.takeStep()) {
                return Match.UNDECIDED;
            }
            int character = character(text, t);
            if (p < pattern.length && pattern[p] == ANY_RUN) {
                afterStar = ++p;
                resume = t;
            } else if (p < pattern.length && takes(pattern[p], character)) {
                p++;
                t += width(character);
            } else if (afterStar >= 0) {
                p = afterStar;
                resume += width(character(text, resume));
                t = resume;
            } else {
                return Match.NO;
            }
        }
        while (p < pattern.length && pattern[p] == ANY_RUN) {
            p++;
        }
        return Match.of(p == pattern.length);
    }

    private static int character(String text, int at) {
        return at < text.length() ? text.codePointAt(at) : UNKNOWN_RUN;
    }

    private static int width(int character) {
        return character == UNKNOWN_RUN ? 1 : Character.charCount(character);
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
