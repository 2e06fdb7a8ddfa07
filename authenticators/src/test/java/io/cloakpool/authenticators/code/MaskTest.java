package io.cloakpool.authenticators.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MaskTest {
    @Test
    void an_address_shows_the_first_letter_of_both_parts() {
        assertThat(Mask.email("first.last@example.com")).isEqualTo("f***@e***");
        assertThat(Mask.email("a@Example.com")).isEqualTo("a***@e***");
        assertThat(Mask.email("\ud83d\ude00x@example.com")).isEqualTo("\ud83d\ude00***@e***");
        assertThat(Mask.email("\"odd@name\"@example.com")).isEqualTo("\"***@e***");
    }

    @Test
    void what_is_no_address_shows_nothing() {
        assertThat(Mask.email("")).isEqualTo("***");
        assertThat(Mask.email("nobody")).isEqualTo("***");
        assertThat(Mask.email("@example.com")).isEqualTo("***");
        assertThat(Mask.email("nobody@")).isEqualTo("***");
    }
}
