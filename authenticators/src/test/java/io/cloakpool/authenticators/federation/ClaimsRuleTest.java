package io.cloakpool.authenticators.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.authenticators.federation.ClaimsRule.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClaimsRuleTest {
    private static final ClaimsRule EXAMPLE = ClaimsRule.parse("example.com, Example.ORG", Map.of());

    @Test
    void a_rule_of_nothing_takes_everybody() {
        assertThat(ClaimsRule.parse(null, Map.of()).judge(address("a@b"))).isEmpty();
        assertThat(ClaimsRule.parse(" ", Map.of()).judge(new Claims(List.of(), Optional.empty(), false)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@example.com", "A@EXAMPLE.com", "a+b@example.org"})
    void addresses_of_the_domains_are_taken(String address) {
        assertThat(EXAMPLE.judge(address(address))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@sub.example.com",
                "a@example.com.attacker.net",
                "a@notexample.com",
                "a@attacker.net@example.com",
                "\"a@example.com\"@attacker.net",
                "a@attacker.net>,<b@example.com",
                "a@attacker.net b@example.com",
                "a@attacker.net\nb@example.com",
                "@example.com",
                "example.com",
                "a@example.com."
            })
    void all_other_addresses_are_not(String address) {
        assertThat(EXAMPLE.judge(address(address))).contains(Refusal.DOMAIN);
    }

    /** Such an address is a mailbox of its own, which another account must not be taken for. */
    @ParameterizedTest
    @ValueSource(strings = {"\uff41@example.com", "a\uff20example.com", "a@\uff45xample.com"})
    void addresses_that_only_look_like_others_are_not_taken_by_any_rule(String address) {
        assertThat(EXAMPLE.judge(address(address))).contains(Refusal.ADDRESS_SPELLING);
        assertThat(ClaimsRule.parse(null, Map.of()).judge(address(address))).contains(Refusal.ADDRESS_SPELLING);
    }

    @Test
    void an_address_that_a_mapper_took_from_elsewhere_counts_too() {
        Claims claims =
                new Claims(List.of(Map.of("email", List.of("a@example.com"))), Optional.of("admin@attacker.net"), true);

        assertThat(EXAMPLE.judge(claims)).contains(Refusal.ADDRESS_NOT_VERIFIED);
    }

    @Test
    void without_an_address_and_with_a_disowned_one_nobody_is_of_a_domain() {
        assertThat(EXAMPLE.judge(new Claims(List.of(Map.of()), Optional.empty(), true)))
                .contains(Refusal.NO_ADDRESS);
        assertThat(EXAMPLE.judge(
                        document(Map.of("email", List.of("a@example.com"), "email_verified", List.of("false")))))
                .contains(Refusal.ADDRESS_NOT_VERIFIED);
    }

    /** A provider with many tenants lets each of them write what it likes there. */
    @Test
    void an_address_that_nobody_vouches_for_is_of_no_domain() {
        Map<String, List<String>> silent = Map.of("email", List.of("a@example.com"));

        assertThat(EXAMPLE.judge(document(silent))).contains(Refusal.ADDRESS_NOT_VERIFIED);
        assertThat(EXAMPLE.judge(new Claims(List.of(silent), Optional.empty(), true)))
                .isEmpty();
        assertThat(EXAMPLE.judge(new Claims(
                        List.of(Map.of("email", List.of("b@example.com"), "email_verified", List.of("true"))),
                        Optional.of("a@example.com"),
                        true)))
                .contains(Refusal.ADDRESS_NOT_VERIFIED);
    }

    @Test
    void each_claim_needs_one_of_its_values() {
        ClaimsRule rule = ClaimsRule.parse(null, Map.of("tid", List.of("one", "two"), "hd", List.of("example.com")));

        assertThat(rule.judge(document(Map.of("tid", List.of("two"), "hd", List.of("example.com")))))
                .isEmpty();
        assertThat(rule.judge(document(Map.of("tid", List.of("three"), "hd", List.of("example.com")))))
                .contains(Refusal.CLAIM);
        assertThat(rule.judge(document(Map.of("tid", List.of("one"))))).contains(Refusal.CLAIM);
        assertThat(rule.judge(document(Map.of("tid", List.of("ONE"), "hd", List.of("example.com")))))
                .contains(Refusal.CLAIM);
    }

    @Test
    void documents_must_not_contradict_each_other() {
        ClaimsRule rule = ClaimsRule.parse(null, Map.of("tid", List.of("one")));

        assertThat(rule.judge(new Claims(
                        List.of(Map.of("tid", List.of("one")), Map.of("tid", List.of("two"))),
                        Optional.empty(),
                        false)))
                .contains(Refusal.CLAIM);
        assertThat(rule.judge(new Claims(
                        List.of(Map.of("tid", List.of("one")), Map.of("sub", List.of("s"))), Optional.empty(), false)))
                .isEmpty();
    }

    @Test
    void what_cannot_be_read_or_would_never_match_is_named() {
        assertThatThrownBy(() -> ClaimsRule.parse("example.com; other", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("email.domains");
        assertThatThrownBy(() -> ClaimsRule.parse("*.example.com", Map.of())).hasMessageContaining("*.example.com");
        assertThatThrownBy(() -> ClaimsRule.parse(null, Map.of("tid", List.of())))
                .hasMessageContaining("claims");
        assertThatThrownBy(() -> ClaimsRule.parse(null, Map.of("tid", List.of(" "))))
                .hasMessageContaining("claims");
    }

    private static Claims address(String address) {
        return document(Map.of("email", List.of(address), "email_verified", List.of("true")));
    }

    private static Claims document(Map<String, List<String>> document) {
        return new Claims(List.of(document), Optional.empty(), false);
    }
}
