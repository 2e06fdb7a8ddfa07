package io.cloakpool.aws.policy;

import com.fasterxml.jackson.core.JsonPointer;

/**
 * A text that is no policy, or one outside the subset that this package evaluates. The message is meant for whoever sent the
 * text: one line without control characters, at most {@value #MAX_MESSAGE} characters.
 */
public final class PolicySyntaxException extends IllegalArgumentException {
    static final int MAX_MESSAGE = 400;

    private final String pointer;

    PolicySyntaxException(JsonPointer pointer, String message) {
        super(printable(pointer.matches() ? "the policy: " + message : pointer + ": " + message));
        this.pointer = pointer.toString();
    }

    private static String printable(String message) {
        StringBuilder printable = new StringBuilder();
        message.codePoints()
                .limit(MAX_MESSAGE)
                .map(character -> Character.isISOControl(character) ? '?' : character)
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }

    /**
     * The JSON pointer (RFC 6901) of the value or member in error; of the object when a member is missing. Empty for the
     * document as a whole.
     */
    public String pointer() {
        return pointer;
    }
}
