package io.cloakpool.migration.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.migration.spi.LegacyTotp;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SeedLabelsTest {
    private static List<Optional<String>> labels(String... labels) {
        return SeedLabels.distinct(Stream.of(labels)
                .map(label -> new LegacyTotp("GEZDGNBVGY3TQOJQ", label, 6, 30, "HmacSHA1"))
                .toList());
    }

    @Test
    void what_is_said_once_stays_as_it_is() {
        assertThat(labels("phone", " tablet ")).containsExactly(Optional.of("phone"), Optional.of("tablet"));
    }

    @Test
    void apps_without_a_name_have_none() {
        assertThat(labels("", " ")).containsExactly(Optional.empty(), Optional.empty());
    }

    @Test
    void whatever_is_said_again_gets_a_number() {
        assertThat(labels("phone", "Phone", "phone 2", "PHONE"))
                .containsExactly(
                        Optional.of("phone"), Optional.of("Phone 2"), Optional.of("phone 2 2"), Optional.of("PHONE 3"));
    }

    /** A capital I with a dot is an i to Keycloak; its lower case is an i and a dot. */
    @Test
    void letters_are_the_same_that_keycloak_takes_for_the_same() {
        assertThat(labels("\u0130Phone", "iphone"))
                .containsExactly(Optional.of("\u0130Phone"), Optional.of("iphone 2"));
    }

    @Test
    void a_number_does_not_make_a_label_too_long() {
        String longest = "x".repeat(255);

        assertThat(labels(longest, longest)).containsExactly(Optional.of(longest), Optional.of("x".repeat(253) + " 2"));
    }
}
