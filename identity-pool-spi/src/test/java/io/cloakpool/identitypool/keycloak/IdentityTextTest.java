package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class IdentityTextTest {
    private static final String ID = "us-east-1:0a1b2c3d-0000-4000-8000-000000000001";

    @Test
    void id_of_a_guest_is_not_shown_in_full() {
        assertThat(IdentityText.of(ID, null)).isEqualTo("us-east-1:0a1b2c3d…");
    }

    @Test
    void id_of_a_user_is_shown() {
        assertThat(IdentityText.of(ID, "user")).isEqualTo(ID);
        assertThat(IdentityText.of(null, "user")).isNull();
    }

    @Test
    void short_garbage_is_shown_as_it_is() {
        assertThat(IdentityText.of("x", null)).isEqualTo("x");
    }
}
