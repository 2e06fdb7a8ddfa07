package io.cloakpool.identitypool.exchange;

import static io.cloakpool.identitypool.fakes.TestData.POOL_ID;
import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeTokens;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.fakes.World;
import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.issuer.embedded.OpenedCredential;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import io.cloakpool.identitypool.pool.SamlSettings;
import io.cloakpool.identitypool.pool.UserStates.State;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of logins that other providers than the own realm vouch for. */
final class OtherProvidersTest {
    private static final String CORP = "corp.example";
    private static final String STAFF = "id.example/realms/staff";
    private static final LoginProvider CORP_PROVIDER = LoginProvider.of(Kind.OIDC, "corp");

    private final World world = new World(TestData.settings().classic());
    private final FakeTokens corp = world.providers.openIdConnect("corp");
    private final FakeTokens staff = world.providers.realm("staff");
    private final Map<String, String> bob = corp("bob");

    OtherProvidersTest() {
        pool(
                TestData.binding("webapp"),
                binding("corp", CORP_PROVIDER),
                binding("staff", LoginProvider.of(Kind.OTHER_REALM, "staff"), "webapp"));
    }

    @Test
    void login_is_stored_by_the_internal_id_of_its_provider() {
        IdentityId id = getId(bob);

        assertThat(world.identities.find(id).orElseThrow().logins())
                .containsExactly(new LoginName("idp:id-of-corp", "bob"));
        assertThat(getId(bob)).isEqualTo(id);
        assertThat(getId(corp("carol"))).isNotEqualTo(id);
        assertThat(getId(world.logins("bob")))
                .as("a user of the realm with this name")
                .isNotEqualTo(id);
    }

    @Test
    void credentials_name_no_user_of_the_realm_and_ask_it_nothing() {
        ExchangedCredentials issued = world.exchange().credentials(getId(bob), bob, null, null);
        OpenedCredential opened = world.open(issued.credentials());

        assertThat(issued.amr()).containsExactly("authenticated", CORP, CORP + ":bob");
        assertThat(opened.userId()).isNull();
        assertThat(opened.clientId()).isNull();
        assertThat(opened.sessionId()).isNull();
        assertThat(world.states.questions).isEmpty();
    }

    @Test
    void user_of_another_realm_is_looked_at_there() {
        Map<String, String> login =
                Map.of(STAFF, staff.idToken(world.clock, Map.of("iss", "https://" + STAFF, "sub", "eve")));
        IdentityId id = getId(login);
        assertThat(world.states.questions).allMatch(question -> "id-of-staff".equals(question.otherRealmId()));
        assertThat(world.open(world.exchange()
                                .credentials(id, login, null, null)
                                .credentials())
                        .userId())
                .isNull();

        world.states.answer(State.USER_DISABLED);

        assertRefused(Reason.LOGIN_REVOKED, () -> world.exchange().credentials(id, login, null, null));
    }

    @Test
    void where_the_realm_vouches_too_its_user_is_the_one_that_counts() {
        Map<String, String> both = Map.of(
                CORP,
                bob.values().iterator().next(),
                TestData.REALM.issuerLoginKey(),
                world.logins("alice").values().iterator().next());
        IdentityId id = getId(both);

        assertThat(world.open(world.exchange().credentials(id, both, null, null).credentials())
                        .userId())
                .isEqualTo("alice");
        assertThat(getId(bob)).isEqualTo(id);
        assertThat(getId(world.logins("alice"))).isEqualTo(id);
    }

    @Test
    void pool_token_counts_as_long_as_the_pool_takes_the_provider() {
        String token = world.exchange().openIdToken(getId(bob), bob, null).token();
        assume(token);
        assertThat(world.states.questions).isEmpty();

        world.providers.disable(CORP_PROVIDER);
        assertRefused(Reason.LOGIN_INVALID, () -> assume(token));
        world.providers.openIdConnect("corp");
        assume(token);
        pool(TestData.binding("webapp"));

        assertRefused(Reason.LOGIN_INVALID, () -> assume(token));
    }

    @Test
    void login_is_unlinked_by_the_name_of_its_provider() {
        Map<String, String> both = Map.of(
                CORP,
                bob.values().iterator().next(),
                TestData.REALM.issuerLoginKey(),
                world.logins("alice").values().iterator().next());
        IdentityId id = getId(both);

        world.exchange().unlink(id, bob, Set.of(CORP + "/"));

        assertThat(getId(bob)).isNotEqualTo(id);
        assertThat(getId(world.logins("alice"))).isEqualTo(id);
    }

    @Test
    void names_of_stored_logins_outlive_their_provider() {
        LoginKeys keys = new LoginKeys(world.names());
        List<LoginName> logins = List.of(
                new LoginName("idp:id-of-corp", "bob"),
                new LoginName("public:accounts.google.com", "7"),
                new LoginName("realm:id-of-staff", "eve"));
        assertThat(keys.of(logins)).containsExactly("accounts.google.com", CORP, STAFF);

        world.providers.remove(CORP_PROVIDER);

        assertThat(keys.of(logins)).containsExactly("accounts.google.com", STAFF, "idp:id-of-corp");
    }

    @Test
    void two_identities_never_merge_by_signing_in() {
        getId(bob);
        getId(world.logins("alice"));
        Map<String, String> both = Map.of(
                CORP,
                bob.values().iterator().next(),
                TestData.REALM.issuerLoginKey(),
                world.logins("alice").values().iterator().next());

        assertRefused(Reason.CONFLICT, () -> getId(both));
    }

    @Test
    void facebook_amazon_and_custom_users_are_identities_as_others_are() {
        world.facebookSecrets.put("1001", "secret");
        world.providers.custom("chat");
        long now = world.clock.instant().getEpochSecond();
        world.api.answers(
                200,
                Map.of(
                        "data",
                        Map.of("app_id", "1001", "type", "USER", "is_valid", true, "user_id", "7", "expires_at", 0)));
        world.api.answers(
                200, Map.of("iss", "https://www.amazon.com", "aud", "app", "user_id", "7", "exp", 60, "iat", now));
        world.verifiers.answers(() -> new VerifiedLogin(
                "verifier:chat",
                "7",
                Map.of(),
                "app",
                null,
                world.clock.instant(),
                world.clock.instant().plusSeconds(1)));
        pool(
                binding("facebook", LoginProvider.of(Kind.FACEBOOK), "1001"),
                binding("amazon", LoginProvider.of(Kind.AMAZON), "app"),
                binding("chat", LoginProvider.of(Kind.CUSTOM, "chat"), "app"));

        IdentityId facebook = getId(Map.of("graph.facebook.com", "t"));
        IdentityId amazon = getId(Map.of("www.amazon.com", "t"));
        IdentityId chat = getId(Map.of("chat.example", "t"));

        assertThat(Set.of(facebook, amazon, chat)).hasSize(3);
        assertThat(stored(facebook)).containsExactly(new LoginName("public:graph.facebook.com", "7"));
        assertThat(stored(amazon)).containsExactly(new LoginName("public:www.amazon.com", "7"));
        assertThat(stored(chat)).containsExactly(new LoginName("verifier:chat", "7"));
        ExchangedCredentials issued = world.exchange().credentials(chat, Map.of("chat.example", "t"), null, null);
        assertThat(issued.amr()).containsExactly("authenticated", "chat.example", "chat.example:7");
        assertThat(world.states.questions).isEmpty();
    }

    private List<LoginName> stored(IdentityId id) {
        return List.copyOf(world.identities.find(id).orElseThrow().logins());
    }

    private Map<String, String> corp(String user) {
        return Map.of(CORP, corp.idToken(world.clock, "https://corp.example", "own-client", Map.of("sub", user)));
    }

    private IdentityId getId(Map<String, String> logins) {
        return world.exchange().getId(POOL_ID, logins).id();
    }

    private void assume(String token) {
        world.exchange()
                .assumeRoleWithWebIdentity(token, "arn:aws:iam::123456789012:role/user", "session", Narrowing.NONE);
    }

    private static LoginBinding binding(String name, LoginProvider provider, String... clients) {
        return TestData.binding(
                new BindingSettings(name, provider, Set.of(clients), true, null, null, SamlSettings.NONE));
    }

    private void pool(LoginBinding... bindings) {
        world.pools.add(new IdentityPool(
                POOL_ID, TestData.secret(7), TestData.settings().classic().build(), Arrays.asList(bindings)));
    }
}
