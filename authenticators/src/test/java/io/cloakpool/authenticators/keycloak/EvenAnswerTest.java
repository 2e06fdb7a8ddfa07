package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EvenAnswerTest {
    private static final long TICK = EvenAnswer.TICK.toNanos();

    @Test
    void whatever_the_work_takes_the_answer_leaves_at_a_tick() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            long elapsed = random.nextLong(20 * TICK);

            long wait = EvenAnswer.untilTick(elapsed);

            assertThat(wait).isBetween(1L, TICK);
            assertThat((elapsed + wait) % TICK).isZero();
        }
    }
}
