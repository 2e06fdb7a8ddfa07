package io.cloakpool.migration.jdbc;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A statement that reads, with one question mark for what is looked up. That it reads only is the database's to hold, by the rights of the
 * user and a read-only transaction; what is refused here is refused early.
 */
public record SelectStatement(String text) {
    static final int MAX_LENGTH = 4000;

    private static final Pattern READS = Pattern.compile("(select|with)\\b.*", Pattern.DOTALL);
    private static final Pattern INTO = Pattern.compile("\\binto\\b");
    /** Another statement, a comment, an escape that databases read in different ways. */
    private static final Pattern UNFIT = Pattern.compile(";|--|/\\*|#|\\\\|\\$\\$|\\p{Cntrl}");

    private static final Pattern WHITESPACE = Pattern.compile("\\s+");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"|`[^`]*`");

    /** @throws IllegalArgumentException saying, to follow the key of the option, what is wrong */
    public SelectStatement {
        text = checked(text, 1, "has exactly one question mark, outside of quotes");
    }

    /** The text on one line, where it is a statement that reads and has so many question marks. */
    static String checked(String given, int marks, String otherwise) {
        String text = WHITESPACE.matcher(given.strip()).replaceAll(" ");
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("has more than " + MAX_LENGTH + " characters");
        }
        if (UNFIT.matcher(text).find()) {
            throw new IllegalArgumentException("is one statement without semicolon, comment and backslash");
        }
        String bare = QUOTED.matcher(text).replaceAll("''").toLowerCase(Locale.ROOT);
        if (!READS.matcher(bare).matches() || INTO.matcher(bare).find()) {
            throw new IllegalArgumentException("begins with select or with, and has no into");
        }
        if (bare.chars().filter(character -> character == '?').count() != marks) {
            throw new IllegalArgumentException(otherwise);
        }
        return text;
    }
}
