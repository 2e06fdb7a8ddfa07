package io.cloakpool.authenticators.claims;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CustomAttributesTest {
    @Test
    void names_stand_with_commas_or_white_space_between_them() {
        assertThat(CustomAttributes.read(" plan,tier\n  custom:size,, plan "))
                .containsExactly("plan", "tier", "custom:size");
        assertThat(CustomAttributes.read(null)).isEmpty();
        assertThat(CustomAttributes.read(" ")).isEmpty();
    }

    @Test
    void a_claim_has_the_prefix_once() {
        assertThat(CustomAttributes.claim("plan")).isEqualTo("custom:plan");
        assertThat(CustomAttributes.claim("custom:plan")).isEqualTo("custom:plan");
    }
}
