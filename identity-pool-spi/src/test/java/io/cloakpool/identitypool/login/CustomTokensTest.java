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
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import io.cloakpool.identitypool.pool.SamlSettings;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CustomTokensTest {
    private static final String KEY = "chat.example";
    private static final String ID = "verifier:chat";
    private static final Instant NOW = FakeClock.START;
    private static final LoginProvider CHAT = LoginProvider.of(Kind.CUSTOM, "chat");
    private static final Set<Reason> ITS_OWN =
            EnumSet.of(Reason.LOGIN_INVALID, Reason.LOGIN_EXPIRED, Reason.POOL_MISCONFIGURED, Reason.EXTERNAL_SERVICE);

    private final FakeClock clock = new FakeClock();
    private final FakeVerifiers verifiers = new FakeVerifiers();
    private final FakeProviders providers = new FakeProviders(new FakeTokens());
    private final ProviderNames names = new ProviderNames(REALM, providers);
    private final Logins logins = new Logins(
            names,
            new LoginTokens(
                    new VerifiedLoginCache(),
                    new LoginPorts(
                            providers, new FakeProviderApi(), app -> Optional.empty(), verifiers, new FakeUses()),
                    REALM,
                    clock));

    CustomTokensTest() {
        providers.put(CHAT, CustomProvider.facts("chat", KEY).orElseThrow());
    }

    @Test
    void login_that_a_verifier_proves_counts() {
        VerifiedLogin login = login(ID, "u7", "app");
        verifiers.answers(() -> login);

        assertThat(prove()).isSameAs(login);
        assertThat(verifiers.asked).containsExactly("chat verifier:chat token [app]");
    }

    @Test
    void verifier_is_asked_on_each_use() {
        verifiers.answers(() -> login(ID, "u7", "app"));
        prove();
        verifiers.answers(() -> {
            throw new Refused(Reason.LOGIN_INVALID, "revoked");
        });

        assertThat(assertRefused(Reason.LOGIN_INVALID, this::prove)).hasMessage("revoked");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void verifier_refuses_for_reasons_of_its_own_only(Reason reason) {
        verifiers.answers(() -> {
            throw new Refused(reason, "no");
        });

        assertRefused(ITS_OWN.contains(reason) ? reason : Reason.EXTERNAL_SERVICE, this::prove);
    }

    @Test
    void verifier_that_breaks_is_an_external_fault() {
        verifiers.answers(() -> {
            throw new IllegalStateException("token token token");
        });
        assertThat(assertRefused(Reason.EXTERNAL_SERVICE, this::prove))
                .hasMessage("The verifier of the login failed.")
                .hasCauseInstanceOf(IllegalStateException.class);
        verifiers.answers(() -> null);
        assertRefused(Reason.EXTERNAL_SERVICE, this::prove);
    }

    @Test
    void login_of_another_provider_is_a_fault() {
        for (String provider : List.of("realm:realm-1", "public:accounts.google.com", "verifier:chatt", "")) {
            verifiers.answers(() -> login(provider, "u7", "app"));
            assertRefused(Reason.EXTERNAL_SERVICE, this::prove);
        }
    }

    @Test
    void subject_has_1_to_255_characters() {
        verifiers.answers(() -> login(ID, "u".repeat(255), "app"));
        prove();
        for (String subject : List.of("", "u".repeat(256), "u\0", "u\ude42")) {
            verifiers.answers(() -> login(ID, subject, "app"));
            assertRefused(Reason.EXTERNAL_SERVICE, this::prove);
        }
    }

    @Test
    void what_is_null_where_there_is_always_something_is_a_fault() {
        String nothing = TestNulls.text();
        verifiers.answers(() -> login(ID, nothing, "app"));
        assertRefused(Reason.EXTERNAL_SERVICE, this::prove);
        verifiers.answers(() -> login(nothing, "u7", "app"));
        assertRefused(Reason.EXTERNAL_SERVICE, this::prove);
        verifiers.answers(() -> login("app", TestNulls.time(), NOW.plusSeconds(1)));
        assertRefused(Reason.EXTERNAL_SERVICE, this::prove);
    }

    @Test
    void token_for_another_client_or_none_is_refused() {
        verifiers.answers(() -> login(ID, "u7", "other"));
        assertRefused(Reason.LOGIN_INVALID, this::prove);
        verifiers.answers(() -> login(ID, "u7", null));
        assertRefused(Reason.LOGIN_INVALID, this::prove);
    }

    @Test
    void times_are_looked_at() {
        verifiers.answers(() -> login("app", NOW.plusSeconds(10), NOW.plusMillis(1)));
        prove();
        verifiers.answers(() -> login("app", NOW, NOW));
        assertRefused(Reason.LOGIN_EXPIRED, this::prove);
        verifiers.answers(() -> login("app", NOW.plusSeconds(11), NOW.plusSeconds(60)));
        assertRefused(Reason.LOGIN_INVALID, this::prove);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accounts.google.com",
                "appleid.apple.com",
                "graph.facebook.com",
                "www.amazon.com",
                "cognito-identity.amazonaws.com",
                "id.example/realms/demo",
                "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abcdefghi"
            })
    void name_that_means_somebody_else_is_not_taken(String key) {
        providers.put(CHAT, CustomProvider.facts("chat", key).orElseThrow());
        verifiers.answers(() -> login(ID, "u7", "app"));

        assertThat(names.facts(CHAT)).isEmpty();
        assertThat(names.byId(ID)).isEmpty();
        assertThat(names.parse(key, kind -> kind == Kind.CUSTOM)).isEmpty();
        assertRefused(Reason.LOGIN_INVALID, () -> logins.prove(pool(), Map.of(key, "token")));
        assertThat(verifiers.asked).isEmpty();
    }

    @Test
    void verifier_is_known_by_its_key_and_its_id() {
        assertThat(names.parse(KEY, Kind::isSupportedLogin)).contains(CHAT);
        assertThat(names.byId(ID)).map(ProviderFacts::key).contains(KEY);
        assertThat(CustomProvider.verifier("idp:chat")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "chat example", "chat;example", "ch\u00e4t", "a=b"})
    void key_is_one_that_the_api_can_say(String key) {
        assertThat(CustomProvider.facts("chat", key)).isEmpty();
        assertThat(CustomProvider.facts("chat", "k".repeat(129))).isEmpty();
    }

    private VerifiedLogin prove() {
        return logins.prove(pool(), Map.of(KEY, "token")).get(0).login();
    }

    private static IdentityPool pool() {
        return new IdentityPool(
                TestData.POOL_ID,
                TestData.secret(7),
                TestData.settings().build(),
                List.of(TestData.binding(
                        new BindingSettings("chat", CHAT, Set.of("app"), true, null, null, SamlSettings.NONE))));
    }

    private static VerifiedLogin login(String provider, String subject, @Nullable String client) {
        return new VerifiedLogin(provider, subject, Map.of(), client, null, NOW, NOW.plusSeconds(60));
    }

    private static VerifiedLogin login(String client, Instant issuedAt, Instant expiresAt) {
        return new VerifiedLogin(ID, "u7", Map.of(), client, null, issuedAt, expiresAt);
    }

    /** Nulls that a verifier can give whose compiler does not look for them. */
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    private static final class TestNulls {
        static String text() {
            return null;
        }

        static Instant time() {
            return null;
        }
    }
}
