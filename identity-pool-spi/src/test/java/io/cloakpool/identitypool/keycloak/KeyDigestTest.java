package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class KeyDigestTest {
    @Test
    void case_and_trailing_space_make_another_key() {
        assertThat(KeyDigest.of("pool", "abc")).isNotIn(KeyDigest.of("pool", "ABC"), KeyDigest.of("pool", "abc "));
    }

    @Test
    void characters_do_not_move_between_parts() {
        assertThat(KeyDigest.of("ab", "c"))
                .isNotIn(KeyDigest.of("a", "bc"), KeyDigest.of("abc"), KeyDigest.of("abc", ""));
    }

    @Test
    void digest_has_the_length_of_its_column() {
        assertThat(KeyDigest.of("x".repeat(10_000))).hasSize(KeyDigest.LENGTH);
    }
}
