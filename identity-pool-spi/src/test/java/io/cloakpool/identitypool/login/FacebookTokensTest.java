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
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import io.cloakpool.identitypool.pool.SamlSettings;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FacebookTokensTest {
    private static final String TOKEN = "EAAB|x/y+z==";
    private static final String ASKED = "https://graph.facebook.com/debug_token?input_token=EAAB%7Cx%2Fy%2Bz%3D%3D";
    private static final Map<String, @Nullable Object> OTHER_APP = Map.of("error", Map.of("code", 100));
    private static final long NOW = FakeClock.START.getEpochSecond();

    private final FakeClock clock = new FakeClock();
    private final FakeProviderApi facebook = new FakeProviderApi();
    private final Map<String, String> secrets = new HashMap<>(Map.of("1001", "s1", "1002", "s2"));
    private final LoginTokens tokens = new LoginTokens(
            new VerifiedLoginCache(),
            new LoginPorts(
                    new FakeProviders(new FakeTokens()),
                    facebook,
                    app -> Optional.ofNullable(secrets.get(app)),
                    new FakeVerifiers(),
                    new FakeUses()),
            REALM,
            clock);

    @Test
    void token_that_facebook_vouches_for_is_a_login() {
        facebook.answers(200, data(Map.of("issued_at", NOW - 60, "scopes", List.of("email"))));

        VerifiedLogin login = verify("1001");

        assertThat(login.provider()).isEqualTo("public:graph.facebook.com");
        assertThat(login.subject()).isEqualTo("7");
        assertThat(login.client()).isEqualTo("1001");
        assertThat(login.sessionId()).isNull();
        assertThat(login.issuedAt()).isEqualTo(Instant.ofEpochSecond(NOW - 60));
        assertThat(login.expiresAt()).isEqualTo(Instant.ofEpochSecond(NOW + 600));
        assertThat(login.claims())
                .containsEntry("sub", "7")
                .containsEntry("aud", "1001")
                .containsEntry("scopes", List.of("email"))
                .doesNotContainKey("application");
        assertThat(facebook.asked).containsExactly(ASKED + " 1001|s1");
    }

    @Test
    void claims_of_user_and_app_are_what_was_checked() {
        facebook.answers(200, data(Map.of("sub", "admin", "aud", "1002")));

        assertThat(verify("1001").claims()).containsEntry("sub", "7").containsEntry("aud", "1001");
    }

    @Test
    void token_without_end_is_good_and_made_now_where_facebook_says_no_time() {
        facebook.answers(200, data(Map.of("expires_at", 0)));

        VerifiedLogin login = verify("1001");

        assertThat(login.expiresAt()).isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
        assertThat(login.issuedAt()).isEqualTo(clock.instant());
    }

    @Test
    void ids_may_be_numbers_as_the_documentation_shows_them() {
        facebook.answers(200, data(Map.of("app_id", 1001, "user_id", 138_483_919_580_948L)));

        assertThat(verify("1001").subject()).isEqualTo("138483919580948");
    }

    @Test
    void facebook_is_asked_on_each_use_so_that_a_revoked_token_counts_no_more() {
        facebook.answers(200, data(Map.of()));
        facebook.answers(200, Map.of("data", Map.of("is_valid", false)));
        verify("1001");

        assertRefused(Reason.LOGIN_INVALID, () -> verify("1001"));
        assertThat(facebook.asked).hasSize(2);
    }

    @Test
    void each_app_with_a_secret_is_asked_as_until_the_token_is_one_of_its_own() {
        facebook.answers(400, OTHER_APP);
        facebook.answers(200, data(Map.of("app_id", "1002")));

        assertThat(verify("1002", "1001", "1000").client()).isEqualTo("1002");
        assertThat(facebook.asked).containsExactly(ASKED + " 1001|s1", ASKED + " 1002|s2");
    }

    @Test
    void token_that_is_not_valid_is_asked_about_once() {
        facebook.answers(200, Map.of("data", Map.of("is_valid", false, "error", Map.of("code", 190))));

        assertRefused(Reason.LOGIN_INVALID, () -> verify("1001", "1002"));
        assertThat(facebook.asked).hasSize(1);
    }

    @Test
    void token_of_another_app_is_refused_however_facebook_says_so() {
        facebook.answers(400, OTHER_APP);
        facebook.answers(200, Map.of("data", Map.of("is_valid", false, "error", Map.of("code", 100))));

        Refused refused = assertRefused(Reason.LOGIN_INVALID, () -> verify("1001", "1002"));

        assertThat(refused).hasMessage("Invalid login token. Incorrect token audience.");
        assertThat(facebook.asked).hasSize(2);
    }

    static List<Map<String, ?>> bad() {
        return List.of(
                Map.of("is_valid", false),
                Map.of("type", "PAGE"),
                Map.of("type", "APP"),
                Map.of("app_id", "1002"),
                Map.of("app_id", "2000"),
                Map.of("issued_at", NOW + 60));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void token_that_is_not_of_a_user_for_the_app_that_asks_is_refused(Map<String, ?> changes) {
        facebook.answers(200, data(changes));

        assertRefused(Reason.LOGIN_INVALID, () -> verify("1001", "1002"));
    }

    static List<Long> over() {
        return List.of(NOW, NOW - 1, 1L);
    }

    @ParameterizedTest
    @MethodSource("over")
    void token_over_its_time_is_refused(long expiresAt) {
        facebook.answers(200, data(Map.of("expires_at", expiresAt)));

        assertThat(assertRefused(Reason.LOGIN_EXPIRED, () -> verify("1001")))
                .hasMessage("Invalid login token. Token expired: " + expiresAt + " >= " + NOW);
    }

    static List<Map<String, ?>> unreadable() {
        return List.of(
                Map.of("is_valid", "true"),
                Map.of("type", List.of("USER")),
                Map.of("app_id", 10.01),
                Map.of("user_id", ""),
                Map.of("user_id", "u".repeat(256)),
                Map.of("user_id", Map.of()),
                Map.of("expires_at", "0"),
                Map.of("expires_at", -1),
                Map.of("expires_at", 1e9),
                Map.of("expires_at", Long.MAX_VALUE),
                Map.of("issued_at", "yesterday"),
                Map.of("error", "none"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void answer_that_is_not_as_documented_is_no_login(Map<String, ?> changes) {
        facebook.answers(200, data(changes));

        assertRefused(Reason.EXTERNAL_SERVICE, () -> verify("1001"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"is_valid", "type", "app_id", "user_id", "expires_at"})
    void answer_without_what_is_checked_is_no_login(String missing) {
        Map<String, @Nullable Object> data = members();
        data.put(missing, null);
        facebook.answers(200, Map.of("data", data));

        assertRefused(Reason.EXTERNAL_SERVICE, () -> verify("1001"));
    }

    @Test
    void facebook_that_refuses_to_answer_is_an_external_fault() {
        facebook.answers(400, Map.of("error", Map.of("code", 190)));
        assertRefused(Reason.EXTERNAL_SERVICE, () -> verify("1001"));
        facebook.clear();
        facebook.answers(500, data(Map.of()));
        assertRefused(Reason.EXTERNAL_SERVICE, () -> verify("1001"));
        facebook.clear();
        facebook.answers(200, Map.of());
        assertRefused(Reason.EXTERNAL_SERVICE, () -> verify("1001"));
    }

    @Test
    void without_the_secret_of_an_app_nobody_is_asked() {
        secrets.clear();

        assertThat(assertRefused(Reason.POOL_MISCONFIGURED, () -> verify("1001")))
                .hasMessageContaining("identity provider of type facebook");
        assertThat(facebook.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\nb", "\u00e9", "a\u0000"})
    void what_cannot_be_a_token_is_not_asked_about(String token) {
        assertRefused(Reason.LOGIN_INVALID, () -> verify(token, Set.of("1001")));
        assertRefused(Reason.LOGIN_INVALID, () -> verify("t".repeat(4_097), Set.of("1001")));
        assertThat(facebook.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one.dot", "no", "one.two.three.dots"})
    void only_a_token_with_two_dots_is_taken_for_a_jwt(String token) {
        facebook.answers(200, data(Map.of()));

        assertThat(verify(token, Set.of("1001")).subject()).isEqualTo("7");
    }

    @Test
    void facebook_may_be_asked_elsewhere() {
        facebook.answers(200, data(Map.of()));
        LoginProvider elsewhere = new LoginProvider(Kind.FACEBOOK, null, URI.create("http://localhost:99/f/"));

        tokens.verify(accepted(elsewhere, Set.of("1001")), "t");

        assertThat(facebook.asked).containsExactly("http://localhost:99/f/debug_token?input_token=t 1001|s1");
    }

    private VerifiedLogin verify(String... clients) {
        return verify(TOKEN, Set.of(clients));
    }

    private VerifiedLogin verify(String token, Set<String> clients) {
        return tokens.verify(accepted(LoginProvider.of(Kind.FACEBOOK), clients), token);
    }

    private static AcceptedProvider accepted(LoginProvider provider, Set<String> clients) {
        return new AcceptedProvider(
                TestData.binding(
                        new BindingSettings("facebook", provider, clients, true, null, null, SamlSettings.NONE)),
                PublicProvider.FACEBOOK.facts());
    }

    private static Map<String, @Nullable Object> data(Map<String, ?> changes) {
        Map<String, @Nullable Object> data = members();
        data.putAll(changes);
        return Map.of("data", data);
    }

    /** What Facebook says of a good token. */
    private static Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> data = new HashMap<>(
                Map.of("app_id", "1001", "type", "USER", "is_valid", true, "user_id", "7", "expires_at", NOW + 600));
        data.put("application", null);
        return data;
    }
}
