package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class PatienceTest {
    private final Patience patience = new Patience(Duration.ofMillis(50));
    private final CountDownLatch answered = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void answers_and_failures_are_those_of_the_question() {
        assertThat(patience.<String>ask("ldap", () -> "yes")).isEqualTo("yes");
        assertThatThrownBy(() -> patience.<String>ask("ldap", () -> {
                    throw new UnsupportedOperationException("no");
                }))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("no");
        assertThat(patience.<String>ask("ldap", () -> "yes")).isEqualTo("yes");
    }

    @Test
    void who_does_not_answer_is_asked_nothing_else_until_then_and_others_are() throws InterruptedException {
        assertThatThrownBy(() -> patience.ask("ldap", this::hang)).hasMessageStartingWith("no answer within");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> patience.ask("ldap", this::hang)).hasMessage("no answer to the question before");
        }
        assertThat(asked).hasValue(1);
        assertThat(patience.<String>ask("other", () -> "yes")).isEqualTo("yes");

        answered.countDown();
        while (isStillAsked()) {
            Thread.onSpinWait();
        }
        assertThat(patience.<String>ask("ldap", () -> "yes")).isEqualTo("yes");
    }

    private String hang() {
        asked.incrementAndGet();
        try {
            answered.await();
            return "late";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isStillAsked() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("cloakpool-question"));
    }
}
