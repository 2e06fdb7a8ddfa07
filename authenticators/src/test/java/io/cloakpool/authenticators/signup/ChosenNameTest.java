package io.cloakpool.authenticators.signup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChosenNameTest {
    private static final SignUpAddress ANN =
            SignUpAddress.email("ann@example.com").orElseThrow();
    private static final List<String> PROVIDERS = List.of("google", "Company");

    @ParameterizedTest
    @ValueSource(strings = {"ann", "ann-2", "a.lee_1", "googly", "ann@example.com", " Ann@Example.com "})
    void plain_names_and_the_proven_address_are_free(String name) {
        assertThat(ChosenName.isFree(name, ANN, false, PROVIDERS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob@example.com", "a@b", "google_123", "GOOGLE_123", "company_x", " company_x"})
    void other_addresses_and_names_of_other_providers_users_are_not(String name) {
        assertThat(ChosenName.isFree(name, ANN, false, PROVIDERS)).isFalse();
    }

    /** A full-width at sign is none to a program, and one to people. */
    @ParameterizedTest
    @ValueSource(strings = {"bob\uff20example.com", "\uff42ob", "google\uff3f123", "\ufb01ne", "Jose\u0301"})
    void names_that_only_look_like_others_are_nobodys(String name) {
        assertThat(ChosenName.isFree(name, ANN, false, PROVIDERS)).isFalse();
    }

    @Test
    void a_number_is_its_owners() {
        assertThat(ChosenName.isFree("+491711234567", ANN, true, PROVIDERS)).isFalse();
        assertThat(ChosenName.isFree("+491711234567", SignUpAddress.phone("+491711234567"), true, PROVIDERS))
                .isTrue();
    }
}
