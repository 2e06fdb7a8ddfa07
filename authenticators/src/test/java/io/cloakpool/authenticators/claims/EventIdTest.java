package io.cloakpool.authenticators.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

final class EventIdTest {
    private static final String SESSION = "0e8ab2e5-9a3b-4b0e-8b5e-8f5c1f4f7a11";

    @Test
    void a_sign_in_has_one_id_whenever_it_is_asked_for() {
        assertThat(EventId.of(SESSION, "1700000000")).isEqualTo(EventId.of(SESSION, "1700000000"));
        assertThat(EventId.of(SESSION, null)).isEqualTo(EventId.of(SESSION, null));
    }

    @Test
    void another_session_and_another_proof_in_it_are_other_sign_ins() {
        assertThat(EventId.of(SESSION, "1700000000"))
                .isNotEqualTo(EventId.of(SESSION, "1700000001"))
                .isNotEqualTo(EventId.of(SESSION, null))
                .isNotEqualTo(EventId.of("another", "1700000000"));
    }

    @Test
    void it_is_a_uuid() {
        UUID id = EventId.of(SESSION, "1700000000");

        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }
}
