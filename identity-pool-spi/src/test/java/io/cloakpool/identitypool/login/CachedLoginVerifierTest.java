package io.cloakpool.identitypool.login;

import static io.cloakpool.identitypool.fakes.TestData.REALM;
import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static io.cloakpool.identitypool.fakes.TestData.binding;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.FakeProviders;
import io.cloakpool.identitypool.fakes.FakeTokens;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.login.TokenSignatures.SignatureKey;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.SamlSettings;
import io.cloakpool.identitypool.spi.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CachedLoginVerifierTest {
    private final FakeClock clock = new FakeClock();
    private final FakeTokens tokens = new FakeTokens();
    private final VerifiedLoginCache cache = new VerifiedLoginCache();
    private final FakeProviders providers = new FakeProviders(tokens);
    private final CachedLoginVerifier verifier = new CachedLoginVerifier(cache, providers, REALM, clock);
    private final String token = tokens.idToken(clock, Map.of());

    @Test
    void signature_is_checked_once() {
        assertThat(verifier.verify(accepted(binding("webapp")), token))
                .isEqualTo(verifier.verify(accepted(binding("webapp")), token));
        assertThat(tokens.verified).isEqualTo(1);
    }

    @Test
    void known_token_ends_with_its_time() {
        verifier.verify(accepted(binding("webapp")), token);
        clock.forward(Duration.ofMinutes(5));

        assertRefused(Reason.LOGIN_EXPIRED, () -> verifier.verify(accepted(binding("webapp")), token));
        assertThat(tokens.verified).isEqualTo(1);
    }

    @Test
    void known_token_is_refused_when_the_clock_was_wrong() {
        verifier.verify(accepted(binding("webapp")), token);
        clock.forward(Duration.ofHours(-1));

        assertRefused(Reason.LOGIN_INVALID, () -> verifier.verify(accepted(binding("webapp")), token));
    }

    @Test
    void known_token_ends_with_its_key() {
        verifier.verify(accepted(binding("webapp")), token);
        tokens.disableKey();

        assertRefused(Reason.LOGIN_INVALID, () -> verifier.verify(accepted(binding("webapp")), token));
    }

    @Test
    void known_token_ends_when_its_key_is_replaced_under_the_same_id() {
        verifier.verify(accepted(binding("webapp")), token);
        tokens.replaceKey();

        assertRefused(Reason.LOGIN_INVALID, () -> verifier.verify(accepted(binding("webapp")), token));
    }

    @Test
    void refusals_are_not_remembered() {
        assertRefused(Reason.LOGIN_INVALID, () -> verifier.verify(accepted(binding("other")), token));
        assertRefused(Reason.LOGIN_INVALID, () -> verifier.verify(accepted(binding("other")), token));

        assertThat(tokens.verified).isEqualTo(2);
        assertThat(cache.size()).isZero();
    }

    @Test
    void changed_binding_judges_the_token_anew() {
        verifier.verify(accepted(binding("webapp")), token);
        LoginBinding changed = new LoginBinding(
                "b-1", "realm", LoginProvider.REALM, Set.of("other"), true, "r2", null, null, SamlSettings.NONE);

        assertRefused(Reason.LOGIN_INVALID, () -> verifier.verify(accepted(changed), token));
    }

    @Test
    void other_binding_judges_the_token_anew() {
        verifier.verify(accepted(binding("webapp")), token);
        LoginBinding other = new LoginBinding(
                "b-2", "realm", LoginProvider.REALM, Set.of("other"), true, "r1", null, null, SamlSettings.NONE);

        assertRefused(Reason.LOGIN_INVALID, () -> verifier.verify(accepted(other), token));
    }

    @Test
    void other_realm_and_other_issuer_judge_the_token_anew() {
        verifier.verify(accepted(binding("webapp")), token);
        new CachedLoginVerifier(cache, providers, TestData.realm("realm-2", true), clock)
                .verify(accepted(binding("webapp")), token);
        assertThat(tokens.verified).isEqualTo(2);

        ProviderFacts moved = facts("https://new.example/realms/demo", Set.of());
        assertRefused(
                Reason.LOGIN_INVALID, () -> verifier.verify(new AcceptedProvider(binding("webapp"), moved), token));
    }

    @Test
    void other_client_of_the_provider_judges_the_token_anew() {
        verifier.verify(new AcceptedProvider(binding(), facts(REALM.issuer().toString(), Set.of("webapp"))), token);

        assertRefused(
                Reason.LOGIN_INVALID,
                () -> verifier.verify(
                        new AcceptedProvider(binding(), facts(REALM.issuer().toString(), Set.of("other"))), token));
    }

    @Test
    void cache_holds_at_most_ten_thousand_tokens() {
        Proof proof = new Proof(
                verifier.verify(accepted(binding("webapp")), token),
                clock.instant(),
                new SignatureKey("kid", "RS256", "digest"));
        for (int i = 0; i < 10_500; i++) {
            cache.put("key-" + i, proof);
        }

        assertThat(cache.size()).isLessThanOrEqualTo(10_000);
    }

    private static AcceptedProvider accepted(LoginBinding binding) {
        return new AcceptedProvider(binding, facts(REALM.issuer().toString(), Set.of()));
    }

    private static ProviderFacts facts(String issuer, Set<String> clients) {
        return new ProviderFacts(REALM.providerId(), List.of("key"), true, Set.of(issuer), clients);
    }
}
