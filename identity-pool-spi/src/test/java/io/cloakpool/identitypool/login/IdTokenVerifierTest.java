package io.cloakpool.identitypool.login;

import static io.cloakpool.identitypool.fakes.TestData.REALM;
import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.FakeTokens;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdTokenVerifierTest {
    private static final String NO_ID_TOKEN = "Invalid login token. Not a valid OpenId Connect identity token.";

    private static final String ISSUER = "https://login.example";

    private final FakeClock clock = new FakeClock();
    private final FakeTokens tokens = new FakeTokens();
    private final IdTokenVerifier verifier = new IdTokenVerifier(clock);
    private final IdTokenIssuer realm =
            new IdTokenIssuer("realm:realm-1", Set.of(REALM.issuer().toString()), true, tokens);
    private final IdTokenIssuer elsewhere = new IdTokenIssuer("idp:1", Set.of(ISSUER, "other.example"), false, tokens);

    @Test
    void id_token_of_an_accepted_client_proves_the_login() {
        VerifiedLogin login = verify(Map.of("aud", List.of("other", "webapp")));

        assertThat(login.provider()).isEqualTo("realm:realm-1");
        assertThat(login.subject()).isEqualTo("alice");
        assertThat(login.client()).isEqualTo("webapp");
        assertThat(login.sessionId()).isEqualTo("session-1");
        assertThat(login.issuedAt().getEpochSecond()).isEqualTo(FakeClock.START.getEpochSecond());
        assertThat(login.expiresAt()).isEqualTo(login.issuedAt().plusSeconds(300));
        assertThat(login.claims()).containsEntry("azp", "webapp");
    }

    @Test
    void token_without_session_proves_a_login_without_session() {
        assertThat(verify(without("sid")).sessionId()).isNull();
    }

    @Test
    void null_claims_are_absent_claims() {
        Map<String, Object> claims =
                new HashMap<>(tokens.verify(token(Map.of())).claims());
        new NullPutter().put(claims, "nothing");

        VerifiedLogin login = prove(tokens.sign(null, claims));

        assertThat(login.claims()).doesNotContainKey("nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "sub", "aud", "azp", "iat", "exp"})
    void missing_claim_is_named(String claim) {
        refused(without(claim), "Invalid login token. Missing a required claim: " + claim);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Refresh", "Offline", "Logout", "id", ""})
    void other_kind_of_token_is_refused(String type) {
        refused(Map.of("typ", type), NO_ID_TOKEN);
    }

    @Test
    void token_without_kind_is_refused() {
        refused(without("typ"), NO_ID_TOKEN);
    }

    @Test
    void other_header_type_is_refused() {
        Map<String, Object> claims = tokens.verify(token(Map.of())).claims();

        assertRefused(Reason.LOGIN_INVALID, () -> prove(tokens.sign("at+jwt", claims)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.example/realms/demo/",
                "https://id.example/realms/Demo",
                "http://id.example/realms/demo",
                "https://id.example/realms/demo/cognito-identity"
            })
    void other_issuer_is_refused(String issuer) {
        refused(Map.of("iss", issuer), "Invalid login token. Issuer doesn't match providerName");
    }

    @Test
    void token_for_another_audience_is_refused() {
        refused(Map.of("aud", "other"), "Invalid login token. Incorrect token audience.");
    }

    @Test
    void token_that_another_client_got_is_refused_although_its_audience_is_right() {
        refused(Map.of("azp", "other"), "Invalid login token. Incorrect token audience.");
    }

    @Test
    void token_ends_with_the_second_of_its_expiry() {
        String token = token(Map.of());
        clock.set(FakeClock.START.plusSeconds(299));
        assertThat(prove(token).subject()).isEqualTo("alice");

        clock.set(java.time.Instant.ofEpochSecond(FakeClock.START.getEpochSecond() + 300));

        long expiry = clock.instant().getEpochSecond();
        assertThat(assertRefused(Reason.LOGIN_EXPIRED, () -> prove(token)))
                .hasMessage("Invalid login token. Token expired: " + expiry + " >= " + expiry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iat", "nbf"})
    void token_of_the_future_is_refused_but_for_the_skew_of_clocks(String claim) {
        long now = FakeClock.START.getEpochSecond();
        assertThat(verify(Map.of(claim, now + 10)).subject()).isEqualTo("alice");

        refused(Map.of(claim, now + 11), "Token is not yet valid");
    }

    @Test
    void claims_of_the_wrong_type_are_refused() {
        refused(Map.of("exp", "soon"), NO_ID_TOKEN);
        refused(Map.of("exp", Long.MAX_VALUE), NO_ID_TOKEN);
        refused(Map.of("exp", -1), NO_ID_TOKEN);
        refused(Map.of("sub", 7), NO_ID_TOKEN);
        refused(Map.of("sub", ""), NO_ID_TOKEN);
        refused(Map.of("aud", Arrays.asList("webapp", 7)), NO_ID_TOKEN);
    }

    @Test
    void subject_has_at_most_255_characters() {
        assertThat(verify(Map.of("sub", "s".repeat(255))).subject()).hasSize(255);
        refused(Map.of("sub", "s".repeat(256)), NO_ID_TOKEN);
        refused(Map.of("sub", "s\0"), NO_ID_TOKEN);
        refused(Map.of("sub", "s\ud83d"), NO_ID_TOKEN);
    }

    @Test
    void long_token_is_refused_before_it_is_looked_at() {
        assertRefused(Reason.LOGIN_INVALID, () -> prove("t".repeat(50_001)));
        assertThat(tokens.verified).isZero();
    }

    @Test
    void other_provider_need_not_say_kind_and_client_of_its_token() {
        VerifiedLogin login = proveElsewhere(Map.of());

        assertThat(login.provider()).isEqualTo("idp:1");
        assertThat(login.client()).isEqualTo("webapp");
        assertThat(login.sessionId()).isNull();
        assertThat(proveElsewhere(Map.of("iss", "other.example", "azp", "webapp"))
                        .subject())
                .isEqualTo("alice");
    }

    @Test
    void what_another_provider_says_of_its_token_counts() {
        String audience = "Invalid login token. Incorrect token audience.";
        refusedElsewhere(Map.of("azp", "other"), audience);
        refusedElsewhere(Map.of("aud", "other"), audience);
        refusedElsewhere(Map.of("aud", "other", "azp", "webapp"), audience);
        refusedElsewhere(Map.of("aud", List.of("webapp", "other")), "Missing a required claim: azp");
        refusedElsewhere(Map.of("iss", ISSUER + "/"), "Invalid login token. Issuer doesn't match providerName");
        assertThat(proveElsewhere(Map.of("aud", List.of("webapp", "other"), "azp", "webapp"))
                        .client())
                .isEqualTo("webapp");
    }

    @Test
    void other_tokens_of_another_provider_are_refused() {
        refusedElsewhere(Map.of("typ", "Bearer"), NO_ID_TOKEN);
        refusedElsewhere(Map.of("token_use", "access"), NO_ID_TOKEN);
        refusedElsewhere(
                Map.of("events", Map.of("http://schemas.openid.net/event/backchannel-logout", 1)), NO_ID_TOKEN);
        assertThat(proveElsewhere(Map.of("typ", "ID", "token_use", "id")).subject())
                .isEqualTo("alice");
    }

    private VerifiedLogin proveElsewhere(Map<String, ? extends Object> changes) {
        String token = tokens.idToken(clock, ISSUER, "webapp", new HashMap<>(changes));
        return verifier.prove(token, elsewhere, Set.of("webapp")).login();
    }

    private void refusedElsewhere(Map<String, ? extends Object> changes, String message) {
        assertThat(assertRefused(Reason.LOGIN_INVALID, () -> proveElsewhere(changes)))
                .hasMessageContaining(message);
    }

    private VerifiedLogin prove(String token) {
        return verifier.prove(token, realm, Set.of("webapp")).login();
    }

    private VerifiedLogin verify(Map<String, ? extends Object> changes) {
        return prove(token(changes));
    }

    private void refused(Map<String, ? extends Object> changes, String message) {
        assertThat(assertRefused(Reason.LOGIN_INVALID, () -> verify(changes))).hasMessageContaining(message);
    }

    private String token(Map<String, ? extends @Nullable Object> changes) {
        return tokens.idToken(clock, new HashMap<>(changes));
    }

    private static Map<String, Object> without(String claim) {
        Map<String, Object> changes = new HashMap<>();
        new NullPutter().put(changes, claim);
        return changes;
    }

    /** JSON has nulls where the type of a claims map has none. */
    private static final class NullPutter {
        @SuppressWarnings("NullAway")
        void put(Map<String, Object> claims, String name) {
            claims.put(name, null);
        }
    }
}
