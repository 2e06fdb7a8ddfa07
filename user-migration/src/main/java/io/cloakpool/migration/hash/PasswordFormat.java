package io.cloakpool.migration.hash;

/** A way in which other systems write down what they keep of a password. Those there are stand in {@link PasswordFormats}. */
public interface PasswordFormat {
    /** Name in lower case with hyphens, such as {@code md5-crypt}. It becomes part of what is stored, so it never changes. */
    String name();

    /** Whether a text begins as those of this format do, which says nothing about whether it can be used. */
    boolean recognises(String encoded);

    /**
     * Reads a text. Nothing is computed yet, so a refusal takes microseconds, whatever work the text asks for.
     *
     * @throws UnusableHashException for a text that is damaged, of a kind that is not supported, or beyond the bounds
     */
    ForeignHash parse(String encoded);
}
