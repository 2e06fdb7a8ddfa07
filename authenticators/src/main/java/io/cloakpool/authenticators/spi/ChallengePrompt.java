package io.cloakpool.authenticators.spi;

/**
 * A question.
 *
 * @param name tells questions apart, for {@link ChallengeState#answers}
 * @param text what the page asks; a key of a message, or the text itself
 * @param secret what {@link CustomChallenge#isRight} needs to know again; never leaves the server, at most 2,048 characters
 */
@PublicApi
public record ChallengePrompt(String name, String text, String secret) {
    private static final int MAX_LENGTH = 2048;

    /** @throws IllegalArgumentException for a part that is too long, or a question without name or text */
    public ChallengePrompt {
        if (name.isBlank() || text.isBlank()) {
            throw new IllegalArgumentException("A challenge has a name and a text");
        }
        if (name.length() > MAX_LENGTH || text.length() > MAX_LENGTH || secret.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("A part of a challenge is longer than " + MAX_LENGTH);
        }
    }

    /** Without the secret: it has no place in a log. */
    @Override
    public String toString() {
        return "ChallengePrompt[" + name + "]";
    }
}
