package io.cloakpool.authenticators.spi;

/**
 * Decides by what challenges of one's own somebody proves who they are, as the triggers of Cognito do that define, create and verify an
 * authentication challenge. In Keycloak it is a provider, see {@code io.cloakpool.authenticators.keycloak.CustomChallengeProvider}, asked
 * by the step {@code cloakpool-custom-challenge}.
 *
 * <p>Whatever is answered here, nobody is signed in who is no user, or whose last answer was not right.
 */
@PublicApi
public interface CustomChallenge {
    /**
     * What comes next. Called before the first challenge and after each answer; an exception ends the sign-in.
     *
     * <p>For a name that nobody has it is called like for a user, so that the pages do not tell.
     */
    ChallengeDecision next(ChallengeState state);

    /**
     * Whether an answer is right; compare in constant time.
     *
     * @param prompt what was asked, as {@link #next} gave it
     * @param answer as it was typed, at most 1,024 characters
     */
    boolean isRight(ChallengeState state, ChallengePrompt prompt, String answer);
}
