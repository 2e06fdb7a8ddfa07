package io.cloakpool.identitypool.login;

import static io.cloakpool.identitypool.fakes.FakeAssertions.RECIPIENT;
import static io.cloakpool.identitypool.fakes.TestData.REALM;
import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeAssertions;
import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.FakeProviderApi;
import io.cloakpool.identitypool.fakes.FakeProviders;
import io.cloakpool.identitypool.fakes.FakeTokens;
import io.cloakpool.identitypool.fakes.FakeUses;
import io.cloakpool.identitypool.fakes.FakeVerifiers;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.pool.SamlSettings;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SamlTokensTest {
    private static final LoginProvider ADFS = LoginProvider.of(Kind.SAML, "adfs");
    private static final String KEY = "arn:aws:iam::123456789012:saml-provider/adfs";

    private final FakeClock clock = new FakeClock();
    private final FakeProviders providers = new FakeProviders(new FakeTokens());
    private final FakeAssertions assertions = providers.saml("adfs");
    private final FakeUses uses = new FakeUses();
    private final VerifiedLoginCache cache = new VerifiedLoginCache();
    private final String token = assertions.token(clock, "a-1");

    @Test
    void arn_of_the_provider_is_its_key() {
        VerifiedLogin login = verify(pool("b-1", SamlSettings.NONE), token);

        assertThat(login.provider()).isEqualTo("idp:id-of-adfs");
        assertThat(login.subject()).isEqualTo("alice");
        assertRefused(
                Reason.LOGIN_INVALID,
                () -> verify(pool("b-1", SamlSettings.NONE), KEY.replace("adfs", "other"), token));
    }

    @Test
    void name_of_the_provider_is_read_and_written() {
        ProviderNames names = new ProviderNames(REALM, providers);

        assertThat(names.parse(KEY, kind -> kind == Kind.SAML)).contains(ADFS);
        assertThat(names.parse(KEY, kind -> true)).contains(ADFS);
        assertThat(names.parse("adfs", kind -> kind == Kind.SAML)).isEmpty();
        assertThat(names.facts(ADFS).map(ProviderFacts::key)).contains(KEY);
        assertThat(names.byId("idp:id-of-adfs").map(ProviderFacts::key)).contains(KEY);
    }

    /** A sign-in is GetId and then GetCredentialsForIdentity, each with the same login. */
    @Test
    void same_response_serves_one_pool_more_than_once_and_is_checked_once() {
        IdentityPool pool = pool("b-1", SamlSettings.NONE);

        assertThat(verify(pool, token)).isEqualTo(verify(pool, token));
        assertThat(assertions.verified).isEqualTo(1);
    }

    @Test
    void same_response_serves_one_pool_on_all_nodes() {
        IdentityPool pool = pool("b-1", SamlSettings.NONE);
        verify(pool, token);

        assertThat(verify(new VerifiedLoginCache(), REALM, pool, token)).isNotNull();
    }

    @Test
    void assertion_serves_no_second_pool() {
        verify(pool("b-1", SamlSettings.NONE), token);

        usedElsewhere(pool("b-2", SamlSettings.NONE), token);
        verify(pool("b-1", SamlSettings.NONE), token);
    }

    /** An assertion is its issuer's, however often the realm has that issuer. */
    @Test
    void assertion_serves_no_second_entry_of_its_provider() {
        String again = providers.saml("again").token(clock, "a-1");
        verify(pool("b-1", SamlSettings.NONE), token);

        assertThat(assertRefused(
                        Reason.LOGIN_INVALID,
                        () -> verify(
                                pool("b-2", LoginProvider.of(Kind.SAML, "again"), SamlSettings.NONE),
                                KEY.replace("adfs", "again"),
                                again)))
                .hasMessageContaining("used elsewhere");
    }

    @Test
    void assertion_serves_in_no_second_response() {
        IdentityPool pool = pool("b-1", SamlSettings.NONE);
        verify(pool, token);

        usedElsewhere(pool, assertions.token(clock, "a-1", " wrapped again"));
        verify(pool, assertions.token(clock, "a-2"));
    }

    @Test
    void realms_do_not_use_up_each_others_assertions() {
        verify(pool("b-1", SamlSettings.NONE), token);

        verify(new VerifiedLoginCache(), TestData.realm("realm-2", true), pool("b-2", SamlSettings.NONE), token);
    }

    @Test
    void claim_lasts_longer_than_the_assertion() {
        clock.forward(Duration.ofMinutes(1));
        verify(pool("b-1", SamlSettings.NONE), token);

        assertThat(uses.lifespans).containsExactly(Duration.ofMinutes(4).plusSeconds(10));
    }

    @Test
    void assertion_that_is_not_good_is_not_used_up() {
        SamlSettings elsewhere = new SamlSettings(Set.of("https://other.example/acs"), false);
        assertRefused(Reason.LOGIN_INVALID, () -> verify(pool("b-2", elsewhere), token));

        verify(pool("b-1", SamlSettings.NONE), token);
    }

    @Test
    void known_response_ends_with_its_time_and_its_key() {
        IdentityPool pool = pool("b-1", SamlSettings.NONE);
        verify(pool, token);
        clock.forward(Duration.ofMinutes(5));
        assertRefused(Reason.LOGIN_EXPIRED, () -> verify(pool, token));
        clock.forward(Duration.ofMinutes(-5));
        verify(pool, token);
        assertions.removeKey();

        assertRefused(Reason.LOGIN_INVALID, () -> verify(pool, token));
    }

    @Test
    void changed_expectations_judge_a_known_response_anew() {
        IdentityPool pool = pool("b-1", SamlSettings.NONE);
        verify(pool, token);
        assertions.profile(new SamlProfile(
                Duration.ZERO, SamlProfile.Principal.SUBJECT, "", "", Set.of("https://moved.example/acs")));
        assertRefused(Reason.LOGIN_INVALID, () -> verify(pool, token));
        assertions.profile(
                new SamlProfile(Duration.ZERO, SamlProfile.Principal.ATTRIBUTE, "", "uid", Set.of(RECIPIENT)));

        assertRefused(Reason.LOGIN_INVALID, () -> verify(pool, token));
    }

    @Test
    void recipients_of_the_binding_count_instead_of_the_realms() {
        assertions.profile(new SamlProfile(Duration.ZERO, SamlProfile.Principal.SUBJECT, "", "", Set.of()));
        assertRefused(Reason.POOL_MISCONFIGURED, () -> verify(pool("b-1", SamlSettings.NONE), token));

        verify(pool("b-1", new SamlSettings(Set.of(RECIPIENT), false)), token);
    }

    @Test
    void disabled_provider_accepts_nothing() {
        providers.disable(ADFS);

        assertRefused(Reason.LOGIN_INVALID, () -> verify(pool("b-1", SamlSettings.NONE), token));
    }

    /** No realm of this server knows the user. */
    @Test
    void nobody_is_asked_about_the_user() {
        IdentityPool pool = pool("b-1", SamlSettings.NONE);

        assertThat(logins(cache, REALM).prove(pool, Map.of(KEY, token)).get(0).question(pool))
                .isEmpty();
    }

    private void usedElsewhere(IdentityPool pool, String response) {
        assertThat(assertRefused(Reason.LOGIN_INVALID, () -> verify(pool, response)))
                .hasMessageContaining("used elsewhere");
    }

    private VerifiedLogin verify(IdentityPool pool, String response) {
        return verify(pool, KEY, response);
    }

    private VerifiedLogin verify(IdentityPool pool, String key, String response) {
        return logins(cache, REALM).prove(pool, Map.of(key, response)).get(0).login();
    }

    private VerifiedLogin verify(VerifiedLoginCache other, PoolRealm realm, IdentityPool pool, String response) {
        return logins(other, realm).prove(pool, Map.of(KEY, response)).get(0).login();
    }

    private Logins logins(VerifiedLoginCache remembered, PoolRealm realm) {
        LoginPorts ports =
                new LoginPorts(providers, new FakeProviderApi(), app -> Optional.empty(), new FakeVerifiers(), uses);
        return new Logins(new ProviderNames(realm, providers), new LoginTokens(remembered, ports, realm, clock));
    }

    /** A pool whose binding has this id and these settings. */
    private static IdentityPool pool(String binding, SamlSettings saml) {
        return pool(binding, ADFS, saml);
    }

    private static IdentityPool pool(String binding, LoginProvider provider, SamlSettings saml) {
        return new IdentityPool(
                TestData.POOL_ID,
                TestData.secret(7),
                TestData.settings().build(),
                List.of(new LoginBinding(
                        binding, "saml", provider, Set.of(), true, "r" + saml.hashCode(), null, null, saml)));
    }
}
