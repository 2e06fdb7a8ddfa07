package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.keycloak.common.Version;

final class ServerFactsTest {
    @Test
    void version_is_the_one_that_keycloak_prints_and_revocations_are_kept_unless_switched_off() {
        assertThat(ServerFacts.read()).isEqualTo(new ServerFacts(Version.VERSION, true));
    }
}
