package io.cloakpool.authenticators.challenge;

import io.cloakpool.authenticators.budget.Budget;
import io.cloakpool.authenticators.budget.Budgets;
import io.cloakpool.authenticators.spi.ChallengeDecision;
import io.cloakpool.authenticators.spi.ChallengePrompt;
import io.cloakpool.authenticators.spi.ChallengeState;
import io.cloakpool.authenticators.spi.CustomChallenge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Leads through a sign-in by challenges, and sees to it that a mistake of a {@link CustomChallenge} lets nobody in: success without a right
 * answer as the last one, or for a name that nobody has, is none. Cognito leaves that to its triggers.
 */
public final class ChallengeRounds {
    /** Answers in one sign-in. */
    static final int MOST_ANSWERS = 10;
    /** Characters of an answer. */
    static final int LONGEST_ANSWER = 1024;
    /** Wrong answers of a user: what an answer is worth, only its asker knows. */
    static final Budget WRONG_ANSWERS = new Budget("challenge-wrong-answers", 24, Duration.ofDays(1));

    /** Sign-ins that begin with a question to a user: to ask may send something. Each further question costs an answer. */
    static final Budget BEGUN = new Budget("challenge-begun", 10, Duration.ofHours(1));

    private final CustomChallenge challenge;
    private final Budgets budgets;

    public ChallengeRounds(CustomChallenge challenge, Budgets budgets) {
        this.challenge = challenge;
        this.budgets = budgets;
    }

    /** What a round came to. */
    public sealed interface Outcome {
        /**
         * There is a question.
         *
         * @param state to go on with
         * @param wrong whether it comes after a wrong answer
         */
        record Question(ChallengeState state, ChallengePrompt prompt, boolean wrong) implements Outcome {}

        /** The user has proven who they are. */
        record Proven() implements Outcome {}

        /** The sign-in has failed. */
        record Failed() implements Outcome {}
    }

    /** Begins. */
    public Outcome begin(ChallengeState state) {
        // Before the asker is asked, since that is when it sends something.
        return budgets.take(BEGUN, payer(state)) ? next(state) : new Outcome.Failed();
    }

    /** Goes on with an answer to a question, which is worth one answer whatever it was. */
    public Outcome answer(ChallengeState state, ChallengePrompt prompt, String answer) {
        boolean right = isRight(state, prompt, answer);
        List<ChallengeState.Answer> answers = new ArrayList<>(state.answers());
        answers.add(new ChallengeState.Answer(prompt.name(), right));
        return next(new ChallengeState(state.userId(), state.name(), answers));
    }

    private boolean isRight(ChallengeState state, ChallengePrompt prompt, String answer) {
        if (answer.length() > LONGEST_ANSWER) {
            return false;
        }
        // Paid before it is compared, and given back: an answer that cannot be paid for is not compared.
        String payer = payer(state);
        if (!budgets.take(WRONG_ANSWERS, payer)) {
            return false;
        }
        boolean right =
                challenge.isRight(state, prompt, answer) && state.userId().isPresent();
        if (right) {
            budgets.giveBack(WRONG_ANSWERS, payer);
        }
        return right;
    }

    private static String payer(ChallengeState state) {
        return state.userId().orElse("nobody:" + state.name());
    }

    private Outcome next(ChallengeState state) {
        List<ChallengeState.Answer> answers = state.answers();
        boolean answered = !answers.isEmpty();
        boolean lastRight = answered && answers.get(answers.size() - 1).right();
        ChallengeDecision decision = challenge.next(state);
        if (decision instanceof ChallengeDecision.Ask ask && answers.size() < MOST_ANSWERS) {
            return new Outcome.Question(state, ask.prompt(), answered && !lastRight);
        }
        return decision instanceof ChallengeDecision.Succeed
                        && lastRight
                        && state.userId().isPresent()
                ? new Outcome.Proven()
                : new Outcome.Failed();
    }
}
