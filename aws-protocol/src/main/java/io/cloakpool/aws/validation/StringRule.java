package io.cloakpool.aws.validation;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a service model says about a string: its length in Unicode code points (as Smithy, the model language of AWS,
 * counts) and a pattern for the whole value.
 *
 * @param min fewest code points
 * @param max most code points
 * @param pattern must match the whole value; null when any text will do
 * @param secret whether the value is a credential that no message may repeat
 */
public record StringRule(int min, int max, @Nullable Pattern pattern, boolean secret) {
    /** @throws IllegalArgumentException when no length can satisfy the rule */
    public StringRule {
        if (min < 0 || max < min) {
            throw new IllegalArgumentException("lengths %d to %d".formatted(min, max));
        }
    }

    /** Any text of this many code points. */
    public static StringRule length(int min, int max) {
        return new StringRule(min, max, null, false);
    }

    /** This rule, with a pattern besides. */
    public StringRule matching(String regex) {
        return new StringRule(min, max, Pattern.compile(regex), secret);
    }

    /** This rule, for a value that no message may repeat. */
    public StringRule asSecret() {
        return new StringRule(min, max, pattern, true);
    }

    /** The constraint that a value breaks, in AWS's words; empty when it keeps them all. */
    public Optional<String> brokenBy(String value) {
        int length = value.codePointCount(0, value.length());
        if (length < min) {
            return Optional.of("Member must have length greater than or equal to " + min);
        }
        if (length > max) {
            return Optional.of("Member must have length less than or equal to " + max);
        }
        // The length comes first, so that a pattern never runs over a long value.
        if (pattern != null && !pattern.matcher(value).matches()) {
            return Optional.of("Member must satisfy regular expression pattern: " + pattern);
        }
        return Optional.empty();
    }
}
