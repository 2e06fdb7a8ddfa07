package io.cloakpool.authenticators.spi;

import java.util.List;
import java.util.Optional;

/**
 * How far a sign-in by challenges is.
 *
 * @param userId the user's id in Keycloak; empty for a name that nobody has
 * @param name what was typed to say who it is
 * @param answers the answers so far, the first one first
 */
@PublicApi
public record ChallengeState(Optional<String> userId, String name, List<Answer> answers) {
    /**
     * An answer that was given.
     *
     * @param prompt name of the question
     */
    public record Answer(String prompt, boolean right) {}

    /** Copies. */
    public ChallengeState {
        answers = List.copyOf(answers);
    }

    /** Without the name: it may be an address. */
    @Override
    public String toString() {
        return "ChallengeState[" + userId + ", " + answers.size() + " answers]";
    }
}
