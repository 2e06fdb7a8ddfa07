package io.cloakpool.authenticators.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TemporaryPasswordRuleTest {
    @Test
    void a_temporary_password_is_good_for_seven_days_where_the_realm_says_nothing() {
        Instant set = Instant.parse("2026-11-01T00:00:00Z");
        TemporaryPasswordRule rule = TemporaryPasswordRule.read(null);

        assertThat(rule.isOver(set, set.plus(Duration.ofDays(7)).minusMillis(1)))
                .isFalse();
        assertThat(rule.isOver(set, set.plus(Duration.ofDays(7)))).isTrue();
        assertThat(TemporaryPasswordRule.read(" 365 ").validity()).isEqualTo(Duration.ofDays(365));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "366", "x", "-7"})
    void a_time_that_is_none_is_named(String days) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemporaryPasswordRule.read(days))
                .withMessageContaining(TemporaryPasswordRule.DAYS);
    }
}
