package io.cloakpool.identitypool.exchange;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may ask for less than it would get.
 *
 * @param roleArn another role out of those that the pool lets callers ask for; null for the default
 * @param duration a shorter life; null for the default
 * @param policy IAM policy document, JSON of at most 2,048 characters, that narrows the role; null for none
 */
public record Narrowing(@Nullable String roleArn, @Nullable Duration duration, @Nullable String policy) {
    /** Nothing narrower than the defaults. */
    public static final Narrowing NONE = new Narrowing(null, null, null);
}
