package io.cloakpool.identitypool.login;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BearerLoginsTest {
    private final IdentityPool pool = TestData.pool();

    @Test
    void token_of_a_client_of_the_pool_is_admitted() {
        assertThat(BearerLogins.admit(pool, login("webapp"), Set.of("account")).login())
                .isEqualTo(login("webapp"));
    }

    @Test
    void token_made_for_the_pool_is_admitted_whatever_its_client() {
        assertThat(BearerLogins.admit(pool, login("other"), Set.of(pool.id().toString()))
                        .binding())
                .isEqualTo(TestData.binding("webapp"));
    }

    @Test
    void token_of_another_client_for_another_audience_is_refused() {
        assertRefused(Reason.LOGIN_INVALID, () -> BearerLogins.admit(pool, login("other"), Set.of("webapp")));
        assertRefused(Reason.LOGIN_INVALID, () -> BearerLogins.admit(pool, login(null), Set.of()));
    }

    @Test
    void pool_without_binding_admits_nobody() {
        IdentityPool bare = new IdentityPool(pool.id(), pool.guestSecret(), pool.settings(), List.of());

        assertRefused(
                Reason.LOGIN_INVALID,
                () -> BearerLogins.admit(bare, login("webapp"), Set.of(pool.id().toString())));
    }

    @Test
    void client_that_was_never_signed_in_to_the_session_is_admitted_unless_credentials_end_with_that() {
        IdentityPool ending =
                TestData.pool(pool.id(), TestData.settings().endWithSession().build());
        ProvenLogin proven = BearerLogins.admit(pool, login("webapp"), Set.of());

        assertThat(proven.question(pool).orElseThrow().clientSession()).isFalse();
        assertThat(proven.question(ending).orElseThrow().clientSession()).isTrue();
    }

    private static VerifiedLogin login(@Nullable String client) {
        return new VerifiedLogin("realm:1", "alice", Map.of(), client, null, Instant.EPOCH, Instant.EPOCH);
    }
}
