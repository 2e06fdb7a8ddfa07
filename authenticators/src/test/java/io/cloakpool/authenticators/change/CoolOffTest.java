package io.cloakpool.authenticators.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CoolOffTest {
    private static final Instant RECOVERED = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void it_lasts_a_day_where_the_realm_says_nothing() {
        CoolOff usual = CoolOff.read("");

        assertThat(usual.goesOn(RECOVERED, RECOVERED.plus(Duration.ofHours(24)).minusMillis(1)))
                .isTrue();
        assertThat(usual.goesOn(RECOVERED, RECOVERED.plus(Duration.ofHours(24))))
                .isFalse();
    }

    @Test
    void a_realm_may_do_without() {
        assertThat(CoolOff.read("0").goesOn(RECOVERED, RECOVERED)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "169", "a day"})
    void a_time_that_is_none_is_named(String hours) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoolOff.read(hours))
                .withMessageContaining(CoolOff.HOURS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE_EMAIL",
                "CONFIGURE_TOTP",
                "CONFIGURE_RECOVERY_AUTHN_CODES",
                "webauthn-register",
                "webauthn-register-passwordless",
                "delete_credential",
                "idp_link",
                "cloakpool-email-code-enrolment",
                "cloakpool-sms-code-enrolment"
            })
    void whatever_makes_or_breaks_a_way_into_the_account_waits(String action) {
        assertThat(CoolOff.holds(action)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE_PASSWORD", "cloakpool-confirm-email", "UPDATE_PROFILE"})
    void what_a_realm_demands_of_users_does_not(String action) {
        assertThat(CoolOff.holds(action)).isFalse();
    }
}
