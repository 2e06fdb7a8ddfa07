package io.cloakpool.authenticators.settings;

import org.jspecify.annotations.Nullable;

/** A setting that is a whole number. */
public final class WholeNumber {
    private WholeNumber() {}

    /**
     * Reads one.
     *
     * @param name of the setting, for the message
     * @param otherwise what counts where the realm says nothing
     * @throws IllegalArgumentException for a text that is none, or not from min to max; the message names it
     */
    public static int read(String name, @Nullable String text, int min, int max, int otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        int number;
        try {
            number = Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is no number", e);
        }
        if (number < min || number > max) {
            throw new IllegalArgumentException(name + " is not from " + min + " to " + max);
        }
        return number;
    }
}
