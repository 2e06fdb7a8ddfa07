package io.cloakpool.authenticators.budget;

import java.time.Duration;

/**
 * A limit that each of its subjects has for itself, counted in windows of a fixed length that begin with the epoch. Around the end of a
 * window a subject may so use up two of them: what a limit has to hold for any span of that length is half of that.
 *
 * @param name which one it is: stored with what was spent, so that no two share a count
 * @param limit how often within one window, at least 1
 * @param window the length of a window, whole seconds
 */
public record Budget(String name, int limit, Duration window) {
    /** @throws IllegalArgumentException for a limit or a window that is none */
    public Budget {
        if (name.isEmpty() || limit < 1 || window.toSeconds() < 1) {
            throw new IllegalArgumentException("No budget: " + name + " " + limit + " in " + window);
        }
    }
}
