package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import io.cloakpool.identitypool.role.ClaimTrust;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ClaimTrustMemoryTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final ClaimTrustMemory memory = new ClaimTrustMemory(nanos::get);
    private final ClaimTrust trust = (provider, clients, claim) -> Optional.of("answer " + asked.incrementAndGet());

    @Test
    void answer_is_remembered_for_a_second_and_no_longer() {
        assertThat(ask("realm-1", "claim")).isEqualTo("answer 1");
        nanos.addAndGet(Duration.ofSeconds(1).toNanos() - 1);
        assertThat(ask("realm-1", "claim")).isEqualTo("answer 1");
        nanos.addAndGet(1);

        assertThat(ask("realm-1", "claim")).isEqualTo("answer 2");
    }

    @Test
    void every_realm_provider_client_and_claim_has_its_own() {
        ClaimTrust remembering = memory.of("realm-1", trust);
        ask("realm-1", "claim");
        ask("realm-2", "claim");
        ask("realm-1", "other");
        remembering.writer(LoginProvider.REALM, Set.of("another"), "claim");
        remembering.writer(LoginProvider.of(Kind.OTHER_REALM, "b"), Set.of("app"), "claim");

        assertThat(asked).hasValue(5);
        assertThat(ask("realm-1", "claim")).isEqualTo("answer 1");
    }

    private String ask(String realm, String claim) {
        return memory.of(realm, trust)
                .writer(LoginProvider.REALM, Set.of("app"), claim)
                .orElseThrow();
    }
}
