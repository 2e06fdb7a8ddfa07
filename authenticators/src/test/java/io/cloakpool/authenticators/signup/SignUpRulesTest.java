package io.cloakpool.authenticators.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakpool.authenticators.signup.SignUpAddress.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SignUpRulesTest {
    private final Map<String, String> values = new HashMap<>();

    @Test
    void a_realm_that_says_nothing_takes_e_mail_addresses_of_all_domains() {
        assertThat(SignUpRules.read(values::get)).isEqualTo(new SignUpRules(Set.of(Kind.EMAIL), Set.of(), Set.of()));
        assertThat(allows("a@example.com")).isTrue();
        assertThat(SignUpRules.read(values::get).allow(SignUpAddress.phone("+491711234567")))
                .isFalse();
    }

    @Test
    void numbers_belong_to_no_domain() {
        values.put(SignUpRules.WITH, "phone, email");
        values.put(SignUpRules.DOMAINS, "example.com");

        assertThat(SignUpRules.read(values::get).allow(SignUpAddress.phone("+491711234567")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a@example.com, true",
        "a@EXAMPLE.com, true",
        "a@sub.example.com, false",
        "a@notexample.com, false",
        "a@example.com.evil.example, false",
        "a@example.org, false",
        "a@sub.example.org, true",
        "a@deep.sub.example.org, true",
        "a@evilexample.org, false",
        "a@bücher.example, true",
        "a@xn--bcher-kva.example, true"
    })
    void a_domain_is_itself_and_a_star_is_all_below(String address, boolean allowed) {
        values.put(SignUpRules.DOMAINS, "Example.com, *.example.org,, BÜCHER.example");

        assertThat(allows(address)).isEqualTo(allowed);
    }

    @Test
    void every_client_is_open_until_some_are_named_and_then_those_by_their_exact_ids() {
        assertThat(SignUpRules.read(values::get).allowClient("app")).isTrue();
        values.put(SignUpRules.CLIENTS, "App, shop,");

        SignUpRules rules = SignUpRules.read(values::get);

        assertThat(rules.allowClient("App")).isTrue();
        assertThat(rules.allowClient("shop")).isTrue();
        assertThat(rules.allowClient("app")).isFalse();
        assertThat(rules.allowClient("")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "*.", "a b.example", "example..com", "@example.com", "-a.example"})
    void what_is_no_domain_is_named(String domains) {
        values.put(SignUpRules.DOMAINS, domains);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignUpRules.read(values::get))
                .withMessageContaining(SignUpRules.DOMAINS);
    }

    @Test
    void what_is_no_kind_of_address_is_named() {
        values.put(SignUpRules.WITH, "email, pigeon");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignUpRules.read(values::get))
                .withMessageContaining(SignUpRules.WITH);
    }

    private boolean allows(String address) {
        return SignUpRules.read(values::get).allow(SignUpAddress.email(address).orElseThrow());
    }
}
