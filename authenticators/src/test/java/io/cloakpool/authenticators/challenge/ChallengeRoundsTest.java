package io.cloakpool.authenticators.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakpool.authenticators.budget.MemoryBudgets;
import io.cloakpool.authenticators.challenge.ChallengeRounds.Outcome;
import io.cloakpool.authenticators.spi.ChallengeDecision;
import io.cloakpool.authenticators.spi.ChallengePrompt;
import io.cloakpool.authenticators.spi.ChallengeState;
import io.cloakpool.authenticators.spi.CustomChallenge;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ChallengeRoundsTest {
    private static final ChallengePrompt PROMPT = new ChallengePrompt("number", "Which number?", "42");
    private static final ChallengeState KNOWN = new ChallengeState(Optional.of("user-1"), "somebody", List.of());
    private static final ChallengeState NOBODY = new ChallengeState(Optional.empty(), "nobody", List.of());

    /** Asks until an answer is right. */
    private static class Patient implements CustomChallenge {
        private int compared;

        @Override
        public ChallengeDecision next(ChallengeState state) {
            boolean right = state.answers().stream().anyMatch(ChallengeState.Answer::right);
            return right ? new ChallengeDecision.Succeed() : new ChallengeDecision.Ask(PROMPT);
        }

        @Override
        public boolean isRight(ChallengeState state, ChallengePrompt prompt, String answer) {
            compared++;
            return answer.equals(prompt.secret());
        }
    }

    private final Patient patient = new Patient();
    private final MemoryBudgets budgets = new MemoryBudgets(() -> Instant.EPOCH);

    @Test
    void a_right_answer_of_a_user_proves_and_a_wrong_one_asks_again() {
        Outcome.Question first = question(rounds(patient).begin(KNOWN));
        Outcome.Question second = question(rounds(patient).answer(first.state(), first.prompt(), "41"));

        assertThat(first.wrong()).isFalse();
        assertThat(second.wrong()).isTrue();
        assertThat(rounds(patient).answer(second.state(), second.prompt(), "42"))
                .isInstanceOf(Outcome.Proven.class);
    }

    /** The asker may send something with each question. */
    @Test
    void a_user_and_a_name_that_nobody_has_are_asked_so_often_and_no_more() {
        for (ChallengeState state : List.of(KNOWN, NOBODY)) {
            for (int i = 0; i < ChallengeRounds.BEGUN.limit(); i++) {
                question(rounds(patient).begin(state));
            }
            CustomChallenge unasked = new Patient() {
                @Override
                public ChallengeDecision next(ChallengeState of) {
                    throw new AssertionError("asked once more");
                }
            };
            assertThat(rounds(unasked).begin(state)).isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void no_answer_of_a_name_that_nobody_has_is_right_and_it_is_asked_like_a_user() {
        Outcome.Question first = question(rounds(patient).begin(NOBODY));

        assertThat(question(rounds(patient).answer(first.state(), first.prompt(), "42"))
                        .wrong())
                .isTrue();
    }

    @Test
    void a_provider_that_is_satisfied_with_anything_lets_nobody_in() {
        CustomChallenge careless = decide(new ChallengeDecision.Succeed());

        assertThat(rounds(careless).begin(KNOWN)).as("before any answer").isInstanceOf(Outcome.Failed.class);
        assertThat(rounds(careless).answer(KNOWN, PROMPT, "41")).isInstanceOf(Outcome.Failed.class);
        assertThat(rounds(careless).answer(NOBODY, PROMPT, "42")).isInstanceOf(Outcome.Failed.class);
        assertThat(rounds(careless).answer(KNOWN, PROMPT, "42")).isInstanceOf(Outcome.Proven.class);
        assertThat(rounds(decide(new ChallengeDecision.Fail())).answer(KNOWN, PROMPT, "42"))
                .isInstanceOf(Outcome.Failed.class);
    }

    /** Whatever a provider decides: nobody gets in whose last answer was not right. */
    @Test
    void no_order_of_decisions_lets_anybody_in_without_a_right_answer() {
        Random random = new Random(7);
        for (int run = 0; run < 100_000; run++) {
            CustomChallenge chance = decide(
                    switch (random.nextInt(3)) {
                        case 0 -> new ChallengeDecision.Succeed();
                        case 1 -> new ChallengeDecision.Fail();
                        default -> new ChallengeDecision.Ask(PROMPT);
                    });
            boolean right = random.nextInt(4) == 0;
            boolean known = random.nextBoolean();

            Outcome outcome = new ChallengeRounds(chance, new MemoryBudgets(() -> Instant.EPOCH))
                    .answer(known ? KNOWN : NOBODY, PROMPT, right ? "42" : "41");

            if (outcome instanceof Outcome.Proven) {
                assertThat(right && known).isTrue();
            }
        }
    }

    @Test
    void a_sign_in_has_so_many_answers_and_a_user_so_many_wrong_ones_a_day() {
        Outcome outcome = rounds(patient).begin(KNOWN);
        for (int i = 0; i < ChallengeRounds.MOST_ANSWERS; i++) {
            outcome = rounds(patient).answer(question(outcome).state(), PROMPT, "41");
        }
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);

        for (int i = 0; i < ChallengeRounds.WRONG_ANSWERS.limit(); i++) {
            rounds(patient).answer(KNOWN, PROMPT, "41");
        }
        patient.compared = 0;
        assertThat(question(rounds(patient).answer(KNOWN, PROMPT, "42")).wrong())
                .isTrue();
        assertThat(patient.compared).as("not even compared").isZero();
    }

    @Test
    void right_answers_cost_nothing_and_endless_ones_are_not_compared() {
        for (int i = 0; i < 2 * ChallengeRounds.WRONG_ANSWERS.limit(); i++) {
            assertThat(rounds(patient).answer(KNOWN, PROMPT, "42")).isInstanceOf(Outcome.Proven.class);
        }
        patient.compared = 0;
        rounds(patient).answer(KNOWN, PROMPT, "4".repeat(ChallengeRounds.LONGEST_ANSWER + 1));
        assertThat(patient.compared).isZero();
    }

    @Test
    void a_question_has_a_name_and_a_text_and_tells_no_log_its_secret() {
        assertThat(PROMPT.toString()).doesNotContain("42");
        assertThat(KNOWN.toString()).doesNotContain("somebody");
        assertThatIllegalArgumentException().isThrownBy(() -> new ChallengePrompt("", "x", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new ChallengePrompt("x", "x", "x".repeat(2049)));
    }

    private ChallengeRounds rounds(CustomChallenge challenge) {
        return new ChallengeRounds(challenge, budgets);
    }

    private static CustomChallenge decide(ChallengeDecision decision) {
        return new CustomChallenge() {
            @Override
            public ChallengeDecision next(ChallengeState state) {
                return decision;
            }

            @Override
            public boolean isRight(ChallengeState state, ChallengePrompt prompt, String answer) {
                return answer.equals(prompt.secret());
            }
        };
    }

    private static Outcome.Question question(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Question.class);
        return (Outcome.Question) outcome;
    }
}
