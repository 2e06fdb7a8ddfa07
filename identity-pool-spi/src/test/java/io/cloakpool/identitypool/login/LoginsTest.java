package io.cloakpool.identitypool.login;

import static io.cloakpool.identitypool.fakes.TestData.REALM;
import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.FakeProviderApi;
import io.cloakpool.identitypool.fakes.FakeProviders;
import io.cloakpool.identitypool.fakes.FakeTokens;
import io.cloakpool.identitypool.fakes.FakeUses;
import io.cloakpool.identitypool.fakes.FakeVerifiers;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import io.cloakpool.identitypool.pool.SamlSettings;
import io.cloakpool.identitypool.pool.UserStates.Question;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LoginsTest {
    private static final String ISSUER_KEY = "id.example/realms/demo";
    private static final String COGNITO_KEY = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abcdefghi";

    private static final LoginProvider CORP = LoginProvider.of(Kind.OIDC, "corp");

    private final FakeClock clock = new FakeClock();
    private final FakeTokens tokens = new FakeTokens();
    private final FakeProviders providers = new FakeProviders(tokens);
    private final FakeProviderApi api = new FakeProviderApi();
    private final FakeVerifiers verifiers = new FakeVerifiers();
    private final Map<String, String> secrets = new HashMap<>();
    private final Logins logins = new Logins(
            new ProviderNames(REALM, providers), new LoginTokens(new VerifiedLoginCache(), ports(), REALM, clock));
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
        LoginBinding unchecked = new LoginBinding(
                "b", "realm", LoginProvider.REALM, Set.of("webapp"), false, "r", null, null, SamlSettings.NONE);
        VerifiedLogin login =
                new VerifiedLogin("realm:1", "alice", Map.of(), "webapp", "s", Instant.EPOCH, Instant.EPOCH);

        assertThat(new ProvenLogin(unchecked, login, false).question(TestData.pool()))
                .contains(new Question("alice", "s", "webapp", true, Instant.EPOCH, false, false));
        IdentityPool open = TestData.pool(
                TestData.POOL_ID, TestData.settings().serviceAccounts().build());
        assertThat(new ProvenLogin(TestData.binding("webapp"), login, false).question(open))
                .contains(new Question("alice", "s", "webapp", true, Instant.EPOCH, true, true));
    }

    @Test
    void identity_provider_is_known_by_its_issuer_and_accepts_its_own_client() {
        FakeTokens theirs = providers.openIdConnect("corp");
        IdentityPool pool = poolWith(TestData.binding("webapp"), binding(CORP, Set.of()));
        String token = theirs.idToken(clock, "https://corp.example", "own-client", Map.of());

        for (String key : List.of("corp.example", "corp.example/")) {
            assertThat(logins.prove(pool, Map.of(key, token))).singleElement().satisfies(proven -> {
                assertThat(proven.login().provider()).isEqualTo("idp:id-of-corp");
                assertThat(proven.question(pool)).isEmpty();
            });
        }
        unsupported(pool, ISSUER_KEY + "x", token);
        assertRefused(Reason.LOGIN_INVALID, () -> logins.prove(pool, Map.of(ISSUER_KEY, token)));
        assertRefused(Reason.LOGIN_INVALID, () -> logins.prove(pool, Map.of("corp.example", alice)));
    }

    @Test
    void clients_that_a_binding_names_stand_for_those_of_the_provider() {
        FakeTokens theirs = providers.openIdConnect("corp");
        IdentityPool pool = poolWith(binding(CORP, Set.of("app")));

        logins.prove(pool, Map.of("corp.example", theirs.idToken(clock, "https://corp.example", "app", Map.of())));
        String own = theirs.idToken(clock, "https://corp.example", "own-client", Map.of());
        assertRefused(Reason.LOGIN_INVALID, () -> logins.prove(pool, Map.of("corp.example", own)));
    }

    @Test
    void disabled_deleted_and_doubled_providers_accept_nothing() {
        FakeTokens theirs = providers.openIdConnect("corp");
        String token = theirs.idToken(clock, "https://corp.example", "own-client", Map.of());
        IdentityPool pool = poolWith(binding(CORP, Set.of()));
        unsupported(poolWith(binding(CORP, Set.of()), binding(CORP, Set.of())), "corp.example", token);
        providers.disable(CORP);
        unsupported(pool, "corp.example", token);
        providers.remove(CORP);
        unsupported(pool, "corp.example", token);
    }

    @Test
    void name_of_the_own_realm_is_its_own() {
        LoginProvider imposter = LoginProvider.of(Kind.OIDC, "imposter");
        FakeTokens theirs = providers.put(
                imposter,
                new ProviderFacts(
                        "idp:1",
                        List.of(ISSUER_KEY),
                        true,
                        Set.of(REALM.issuer().toString()),
                        Set.of("webapp")));
        IdentityPool pool = poolWith(TestData.binding("webapp"), binding(imposter, Set.of()));

        assertThat(logins.prove(pool, Map.of(ISSUER_KEY, alice)))
                .singleElement()
                .satisfies(proven -> assertThat(proven.login().provider()).isEqualTo("realm:realm-1"));
        theirs.idToken(clock, Map.of());
        String forged = theirs.idToken(clock, Map.of());
        assertRefused(Reason.LOGIN_INVALID, () -> logins.prove(pool, Map.of(ISSUER_KEY, forged)));
    }

    @Test
    void another_realm_is_asked_about_its_users() {
        LoginProvider staff = LoginProvider.of(Kind.OTHER_REALM, "staff");
        FakeTokens theirs = providers.realm("staff");
        IdentityPool pool = poolWith(binding(staff, Set.of("webapp")));
        String token = theirs.idToken(clock, Map.of("iss", "https://id.example/realms/staff"));

        ProvenLogin proven =
                logins.prove(pool, Map.of("id.example/realms/staff", token)).get(0);

        assertThat(proven.login().provider()).isEqualTo("realm:id-of-staff");
        assertThat(proven.question(pool)).hasValueSatisfying(question -> assertThat(question.otherRealmId())
                .isEqualTo("id-of-staff"));
        String untyped = theirs.idToken(clock, "https://id.example/realms/staff", "webapp", Map.of());
        assertRefused(Reason.LOGIN_INVALID, () -> logins.prove(pool, Map.of("id.example/realms/staff", untyped)));
    }

    @ParameterizedTest
    @CsvSource({
        "GOOGLE, accounts.google.com, https://accounts.google.com, https://www.googleapis.com/oauth2/v3/certs",
        "GOOGLE, accounts.google.com, accounts.google.com, https://www.googleapis.com/oauth2/v3/certs",
        "APPLE, appleid.apple.com, https://appleid.apple.com, https://appleid.apple.com/auth/keys",
        "FACEBOOK, graph.facebook.com, https://www.facebook.com, https://limited.facebook.com/.well-known/oauth/openid/jwks/",
        "FACEBOOK, graph.facebook.com, https://facebook.com, https://limited.facebook.com/.well-known/oauth/openid/jwks/"
    })
    void public_provider_is_known_by_its_name(Kind kind, String key, String issuer, String keySet) {
        FakeTokens theirs = providers.published(keySet);
        IdentityPool pool = poolWith(binding(LoginProvider.of(kind), Set.of("app")));

        assertThat(logins.prove(pool, Map.of(key, theirs.idToken(clock, issuer, "app", Map.of()))))
                .singleElement()
                .satisfies(proven -> assertThat(proven.login().provider()).isEqualTo("public:" + key));
        String other = theirs.idToken(clock, "https://evil.example", "app", Map.of());
        assertRefused(Reason.LOGIN_INVALID, () -> logins.prove(pool, Map.of(key, other)));
    }

    @Test
    void public_provider_may_be_asked_elsewhere() {
        FakeTokens theirs = providers.published("http://localhost:99/g/oauth2/v3/certs");
        LoginProvider google = new LoginProvider(Kind.GOOGLE, null, URI.create("http://localhost:99/g/"));
        IdentityPool pool = poolWith(binding(google, Set.of("app")));

        assertThat(logins.prove(
                        pool,
                        Map.of("accounts.google.com", theirs.idToken(clock, "accounts.google.com", "app", Map.of()))))
                .hasSize(1);
    }

    @Test
    void two_providers_may_have_a_user_each() {
        FakeTokens theirs = providers.openIdConnect("corp");
        IdentityPool pool = poolWith(TestData.binding("webapp"), binding(CORP, Set.of()));
        String bob = theirs.idToken(clock, "https://corp.example", "own-client", Map.of("sub", "bob"));

        assertThat(logins.prove(pool, Map.of(ISSUER_KEY, alice, "corp.example", bob)))
                .hasSize(2);
    }

    private LoginPorts ports() {
        return new LoginPorts(providers, api, app -> Optional.ofNullable(secrets.get(app)), verifiers, new FakeUses());
    }

    private void unsupported(IdentityPool pool, String key, String token) {
        assertThat(assertRefused(Reason.LOGIN_INVALID, () -> logins.prove(pool, Map.of(key, token))))
                .hasMessageContaining("not from a supported provider");
    }

    private static LoginBinding binding(LoginProvider provider, Set<String> clients) {
        return TestData.binding(new BindingSettings("b", provider, clients, true, null, null, SamlSettings.NONE));
    }

    private static IdentityPool poolWith(LoginBinding... bindings) {
        return new IdentityPool(
                TestData.POOL_ID, TestData.secret(7), TestData.settings().build(), List.of(bindings));
    }
}
