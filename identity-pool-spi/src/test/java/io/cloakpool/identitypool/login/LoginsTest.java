package io.cloakpool.identitypool.login;

import static io.cloakpool.identitypool.fakes.TestData.REALM;
import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.FakeRealmTokens;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.UserStates.Question;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoginsTest {
    private static final String ISSUER_KEY = "id.example/realms/demo";
    private static final String COGNITO_KEY = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abcdefghi";

    private final FakeClock clock = new FakeClock();
    private final FakeRealmTokens tokens = new FakeRealmTokens();
    private final Logins logins =
            new Logins(REALM, new CachedLoginVerifier(new VerifiedLoginCache(), tokens, REALM, clock));
    private final String alice = tokens.idToken(clock, Map.of());

    @ParameterizedTest
    @ValueSource(strings = {ISSUER_KEY, COGNITO_KEY})
    void realm_is_known_by_both_its_names(String key) {
        List<ProvenLogin> proven = logins.prove(TestData.pool(), Map.of(key, alice));

        assertThat(proven).singleElement().satisfies(p -> assertThat(p.login().subject())
                .isEqualTo("alice"));
    }

    @Test
    void both_names_may_stand_for_one_user() {
        Map<String, String> both = Map.of(ISSUER_KEY, alice, COGNITO_KEY, tokens.idToken(clock, Map.of()));

        assertThat(logins.prove(TestData.pool(), both)).hasSize(2);
    }

    @Test
    void two_users_of_one_provider_are_a_conflict() {
        Map<String, String> both = Map.of(ISSUER_KEY, alice, COGNITO_KEY, tokens.idToken(clock, Map.of("sub", "bob")));

        assertRefused(Reason.CONFLICT, () -> logins.prove(TestData.pool(), both));
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts.google.com", "ID.example/realms/demo", "id.example/realms/demo/", "x"})
    void unknown_provider_is_refused(String key) {
        assertThat(assertRefused(Reason.LOGIN_INVALID, () -> logins.prove(TestData.pool(), Map.of(key, alice))))
                .hasMessage("Invalid login token. Token is not from a supported provider of this identity pool.");
    }

    @Test
    void pool_without_binding_or_without_clients_answers_as_for_an_unknown_provider() {
        IdentityPool noClients = poolWith(TestData.binding());
        IdentityPool noBinding = poolWith();
        IdentityPool doubled = poolWith(TestData.binding("webapp"), TestData.binding("webapp"));
        for (IdentityPool pool : List.of(noClients, noBinding, doubled)) {
            assertThat(assertRefused(Reason.LOGIN_INVALID, () -> logins.prove(pool, Map.of(ISSUER_KEY, alice))))
                    .hasMessageContaining("not from a supported provider");
        }
    }

    @Test
    void one_bad_token_spoils_the_map() {
        assertRefused(
                Reason.LOGIN_INVALID,
                () -> logins.prove(TestData.pool(), Map.of(ISSUER_KEY, alice, COGNITO_KEY, "garbage")));
    }

    @Test
    void map_outside_its_limits_is_refused_before_any_token_is_looked_at() {
        Map<String, String> eleven = new HashMap<>();
        for (int i = 0; i < 11; i++) {
            eleven.put("key" + i, alice);
        }
        for (Map<String, String> bad : List.of(
                eleven,
                Map.<String, String>of(),
                Map.of("", alice),
                Map.of("k".repeat(129), alice),
                Map.of(ISSUER_KEY, ""),
                Map.of(ISSUER_KEY, "t".repeat(50_001)))) {
            assertRefused(Reason.INVALID_PARAMETER, () -> logins.prove(TestData.pool(), bad));
        }
        assertThat(tokens.verified).isZero();
    }

    @Test
    void ten_entries_and_a_token_of_the_full_length_are_within_the_limits() {
        Map<String, String> ten = new HashMap<>();
        for (int i = 0; i < 10; i++) {
            ten.put("k".repeat(127) + i, "t".repeat(50_000));
        }

        assertRefused(Reason.LOGIN_INVALID, () -> logins.prove(TestData.pool(), ten));
    }

    @Test
    void question_about_the_user_follows_from_binding_and_pool() {
        LoginBinding unchecked =
                new LoginBinding("b", "realm", LoginBinding.Provider.REALM, Set.of("webapp"), false, "r", null, null);
        VerifiedLogin login =
                new VerifiedLogin("realm:1", "alice", Map.of(), "webapp", "s", Instant.EPOCH, Instant.EPOCH);

        assertThat(new ProvenLogin(unchecked, login, false).question(TestData.pool()))
                .isEqualTo(new Question("alice", "s", "webapp", true, Instant.EPOCH, false, false));
        IdentityPool open = TestData.pool(
                TestData.POOL_ID, TestData.settings().serviceAccounts().build());
        assertThat(new ProvenLogin(TestData.binding("webapp"), login, false).question(open))
                .isEqualTo(new Question("alice", "s", "webapp", true, Instant.EPOCH, true, true));
    }

    private static IdentityPool poolWith(LoginBinding... bindings) {
        return new IdentityPool(
                TestData.POOL_ID, TestData.secret(7), TestData.settings().build(), List.of(bindings));
    }
}
