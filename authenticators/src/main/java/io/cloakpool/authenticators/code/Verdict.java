package io.cloakpool.authenticators.code;

/** What a guess was worth. */
public enum Verdict {
    /** It is the code, which is used up by that. */
    RIGHT,
    /** It is another one. */
    WRONG,
    /** It was not compared, since it has not the form of a code. */
    MALFORMED,
    /** There is no code, or none any more. */
    EXPIRED,
    /** There is a code, and all its guesses were made. */
    USED_UP,
    /** The user has no guesses left today, whatever the code. */
    TOO_MANY
}
