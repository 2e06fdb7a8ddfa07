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

final class AmazonTokensTest {
    private static final String CLIENT = "amzn1.application-oa2-client.a";
    private static final String ASKED = "https://api.amazon.com/auth/o2/tokeninfo?access_token=Atza%7Cx%26aud%3Dy";
    private static final long NOW = FakeClock.START.getEpochSecond();

    private final FakeClock clock = new FakeClock();
    private final FakeProviderApi amazon = new FakeProviderApi();
    private final LoginTokens tokens = new LoginTokens(
            new VerifiedLoginCache(),
            new LoginPorts(
                    new FakeProviders(new FakeTokens()),
                    amazon,
                    app -> Optional.empty(),
                    new FakeVerifiers(),
                    new FakeUses()),
            REALM,
            clock);

    @Test
    void token_that_amazon_vouches_for_is_a_login() {
        amazon.answers(200, info(Map.of("iat", NOW - 5, "app_id", "amzn1.application.b", "groups", "admin")));

        VerifiedLogin login = verify();

        assertThat(login.provider()).isEqualTo("public:www.amazon.com");
        assertThat(login.subject()).isEqualTo("amzn1.account.U");
        assertThat(login.client()).isEqualTo(CLIENT);
        assertThat(login.issuedAt()).isEqualTo(Instant.ofEpochSecond(NOW - 5));
        assertThat(login.expiresAt()).isEqualTo(clock.instant().plusSeconds(3_000));
        assertThat(login.claims())
                .isEqualTo(Map.of("user_id", "amzn1.account.U", "aud", CLIENT, "app_id", "amzn1.application.b"));
        assertThat(amazon.asked).containsExactly(ASKED);
    }

    @Test
    void token_without_a_time_was_made_now() {
        amazon.answers(200, info(Map.of()));

        assertThat(verify().issuedAt()).isEqualTo(clock.instant());
    }

    @Test
    void amazon_is_asked_on_each_use_so_that_a_revoked_token_counts_no_more() {
        amazon.answers(200, info(Map.of()));
        amazon.answers(400, Map.of("error", "invalid_token"));
        verify();

        assertRefused(Reason.LOGIN_INVALID, this::verify);
    }

    static List<Map<String, ?>> bad() {
        return List.of(
                Map.of("iss", "https://www.amazon.com.evil.example"),
                Map.of("iss", "www.amazon.com"),
                Map.of("aud", "amzn1.application-oa2-client.b"),
                Map.of("iat", NOW + 60));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void token_of_another_issuer_or_app_is_refused(Map<String, ?> changes) {
        amazon.answers(200, info(changes));

        assertRefused(Reason.LOGIN_INVALID, this::verify);
    }

    @Test
    void token_with_no_time_left_is_refused() {
        amazon.answers(200, info(Map.of("exp", 0)));

        assertRefused(Reason.LOGIN_EXPIRED, this::verify);
    }

    static List<Map<String, ?>> unreadable() {
        return List.of(
                Map.of("exp", -1),
                Map.of("exp", "3000"),
                Map.of("exp", Long.MAX_VALUE),
                Map.of("user_id", ""),
                Map.of("user_id", "u".repeat(256)),
                Map.of("aud", List.of(CLIENT)),
                Map.of("iat", "now"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void answer_that_is_not_as_documented_is_no_login(Map<String, ?> changes) {
        amazon.answers(200, info(changes));

        assertRefused(Reason.EXTERNAL_SERVICE, this::verify);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "user_id", "exp"})
    void answer_without_what_is_checked_is_no_login(String missing) {
        Map<String, @Nullable Object> info = info(Map.of());
        info.remove(missing);
        amazon.answers(200, info);

        assertRefused(Reason.EXTERNAL_SERVICE, this::verify);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 302, 401, 403, 404, 429, 500, 503})
    void any_other_status_is_an_external_fault(int status) {
        amazon.answers(status, info(Map.of()));

        assertRefused(Reason.EXTERNAL_SERVICE, this::verify);
    }

    @Test
    void what_cannot_be_a_token_is_not_asked_about() {
        for (String token : List.of("a b", "t".repeat(4_097))) {
            assertRefused(Reason.LOGIN_INVALID, () -> tokens.verify(accepted(LoginProvider.of(Kind.AMAZON)), token));
        }
        assertThat(amazon.asked).isEmpty();
    }

    @Test
    void amazon_may_be_asked_elsewhere_and_a_token_with_dots_is_none_that_proves_itself() {
        amazon.answers(200, info(Map.of()));
        LoginProvider elsewhere = new LoginProvider(Kind.AMAZON, null, URI.create("http://localhost:99/a"));

        tokens.verify(accepted(elsewhere), "h.p.s");

        assertThat(amazon.asked).containsExactly("http://localhost:99/a/auth/o2/tokeninfo?access_token=h.p.s");
    }

    private VerifiedLogin verify() {
        return tokens.verify(accepted(LoginProvider.of(Kind.AMAZON)), "Atza|x&aud=y");
    }

    private static AcceptedProvider accepted(LoginProvider provider) {
        return new AcceptedProvider(
                TestData.binding(
                        new BindingSettings("amazon", provider, Set.of(CLIENT), true, null, null, SamlSettings.NONE)),
                PublicProvider.AMAZON.facts());
    }

    /** What Amazon says of a good token. */
    private static Map<String, @Nullable Object> info(Map<String, ?> changes) {
        Map<String, @Nullable Object> info = new HashMap<>(
                Map.of("iss", "https://www.amazon.com", "aud", CLIENT, "user_id", "amzn1.account.U", "exp", 3_000));
        info.putAll(changes);
        return info;
    }
}
