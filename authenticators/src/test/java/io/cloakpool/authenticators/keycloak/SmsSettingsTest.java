package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.authenticators.sms.SmsPolicy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.RealmModel;

class SmsSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "cloakpool.sms.hourlyPerRange, abc",
        "cloakpool.sms.hourlyPerRange, 0",
        "cloakpool.sms.hourlyPerCountry, -1",
        "cloakpool.sms.dailyPerRealm, 10000001"
    })
    void a_limit_that_is_none_sends_nothing_and_the_log_names_the_key(String key, String value) {
        try (LogLines log = new LogLines(SmsSettings.class)) {
            SmsPolicy policy = SmsSettings.of(realm(Map.of("cloakpool.sms.countries", "DE", key, value)));

            assertThat(policy.countries()).isEmpty();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARN")
                    .contains(key + " is no");
        }
    }

    @Test
    void what_a_realm_does_not_say_is_the_default_and_blanks_say_nothing() {
        assertThat(SmsSettings.of(realm(Map.of(
                        "cloakpool.sms.countries",
                        "de, AT",
                        "cloakpool.sms.hourlyPerRange",
                        " ",
                        "cloakpool.sms.dailyPerRealm",
                        " 7 "))))
                .satisfies(policy -> {
                    assertThat(policy.countries()).containsExactlyInAnyOrder("DE", "AT");
                    assertThat(policy.perRange()).isEqualTo(SmsPolicy.DEFAULT_PER_RANGE);
                    assertThat(policy.perCountry()).isEqualTo(SmsPolicy.DEFAULT_PER_COUNTRY);
                    assertThat(policy.perRealm()).isEqualTo(7);
                });
    }

    private static RealmModel realm(Map<String, String> attributes) {
        return Stubs.of(
                RealmModel.class,
                Map.of("getName", none -> "shop", "getAttribute", name -> attributes.get(String.valueOf(name.get(0)))));
    }
}
