package io.cloakpool.authenticators.spi;

/** What comes next in a sign-in by challenges. */
@PublicApi
public sealed interface ChallengeDecision {
    /** Another question. */
    record Ask(ChallengePrompt prompt) implements ChallengeDecision {}

    /** The user has proven enough. It counts only when the last answer was right. */
    record Succeed() implements ChallengeDecision {}

    /** This sign-in has failed. */
    record Fail() implements ChallengeDecision {}
}
