package io.cloakpool.identitypool.login;

import static io.cloakpool.identitypool.fakes.TestData.REALM;
import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static io.cloakpool.identitypool.fakes.TestData.binding;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.FakeRealmTokens;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.spi.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CachedLoginVerifierTest {
    private final FakeClock clock = new FakeClock();
    private final FakeRealmTokens tokens = new FakeRealmTokens();
    private final VerifiedLoginCache cache = new VerifiedLoginCache();
    private final CachedLoginVerifier verifier = new CachedLoginVerifier(cache, tokens, REALM, clock);
    private final String token = tokens.idToken(clock, Map.of());

    @Test
    void signature_is_checked_once() {
        assertThat(verifier.verify(binding("webapp"), token)).isEqualTo(verifier.verify(binding("webapp"), token));
        assertThat(tokens.verified).isEqualTo(1);
    }

    @Test
    void known_token_ends_with_its_time() {
        verifier.verify(binding("webapp"), token);
        clock.forward(Duration.ofMinutes(5));

        assertRefused(Reason.LOGIN_EXPIRED, () -> verifier.verify(binding("webapp"), token));
        assertThat(tokens.verified).isEqualTo(1);
    }

    @Test
    void known_token_is_refused_when_the_clock_was_wrong() {
        verifier.verify(binding("webapp"), token);
        clock.forward(Duration.ofHours(-1));

        assertRefused(Reason.LOGIN_INVALID, () -> verifier.verify(binding("webapp"), token));
    }

    @Test
    void known_token_ends_with_its_key() {
        verifier.verify(binding("webapp"), token);
        tokens.disable(FakeRealmTokens.KID);

        assertRefused(Reason.LOGIN_INVALID, () -> verifier.verify(binding("webapp"), token));
    }

    @Test
    void refusals_are_not_remembered() {
        assertRefused(Reason.LOGIN_INVALID, () -> verifier.verify(binding("other"), token));
        assertRefused(Reason.LOGIN_INVALID, () -> verifier.verify(binding("other"), token));

        assertThat(tokens.verified).isEqualTo(2);
        assertThat(cache.size()).isZero();
    }

    @Test
    void changed_binding_judges_the_token_anew() {
        verifier.verify(binding("webapp"), token);
        LoginBinding changed =
                new LoginBinding("b-1", "realm", LoginBinding.Provider.REALM, Set.of("other"), true, "r2", null, null);

        assertRefused(Reason.LOGIN_INVALID, () -> verifier.verify(changed, token));
    }

    @Test
    void other_binding_judges_the_token_anew() {
        verifier.verify(binding("webapp"), token);
        LoginBinding other =
                new LoginBinding("b-2", "realm", LoginBinding.Provider.REALM, Set.of("other"), true, "r1", null, null);

        assertRefused(Reason.LOGIN_INVALID, () -> verifier.verify(other, token));
    }

    @Test
    void other_realm_and_other_issuer_judge_the_token_anew() {
        verifier.verify(binding("webapp"), token);
        new CachedLoginVerifier(cache, tokens, TestData.realm("realm-2", true), clock).verify(binding("webapp"), token);
        assertThat(tokens.verified).isEqualTo(2);
        PoolRealm moved = new PoolRealm(
                REALM.id(),
                "demo",
                "eu-west-1",
                "123456789012",
                "eu-west-1_a",
                URI.create("https://new.example/realms/demo"),
                true);

        assertRefused(Reason.LOGIN_INVALID, () -> new CachedLoginVerifier(cache, tokens, moved, clock)
                .verify(binding("webapp"), token));
    }

    @Test
    void cache_holds_at_most_ten_thousand_tokens() {
        Proof proof = new Proof(verifier.verify(binding("webapp"), token), clock.instant(), "kid", "RS256");
        for (int i = 0; i < 10_500; i++) {
            cache.put("key-" + i, proof);
        }

        assertThat(cache.size()).isLessThanOrEqualTo(10_000);
    }
}
