package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakpool.testsuite.pool.LoginStandIn;
import io.cloakpool.testsuite.pool.PoolServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.FederatedIdentityRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;

/** Login with Amazon and Sign in with Apple, in the realm of {@code federated.json}; {@link ProviderStandIn} plays both. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class SocialProvidersTest {
    private static final ProviderStandIn PROVIDER = ProviderStandIn.INSTANCE;
    private static final String APPLE = "apple";
    private static final String AMAZON = "amazon";
    private static final String NAME =
            "{\"name\":{\"firstName\":\"Ann\",\"lastName\":\"Lee\"},\"email\":\"forged@attacker.net\"}";

    @InjectRealm(config = Recipe.Federated.class)
    ManagedRealm realm;

    @InjectMailServer
    MailServer mail;

    private final String id = UUID.randomUUID().toString();
    private final String address = "person-" + id + "@privaterelay.appleid.com";

    @Test
    void apple_answers_with_a_form_and_says_the_name_once() {
        SignIn browser = at(APPLE);
        Map<String, String> asked = ProviderStandIn.parameters(browser.page().address());
        assertThat(asked)
                .containsEntry("response_mode", "form_post")
                .containsEntry("scope", "openid name email")
                .containsKeys("nonce", "state");

        SignIn first = PROVIDER.apple(browser, appleToken(browser, Map.of()), Map.of("user", NAME));

        assertThat(first.tokens().path("access_token").asText()).isNotEmpty();
        UserRepresentation user = user();
        assertThat(user.getUsername()).isEqualTo("apple_" + id);
        assertThat(user.getFirstName()).isEqualTo("Ann");
        assertThat(user.getLastName()).isEqualTo("Lee");
        assertThat(user.getEmail()).as("of the token, not of the form").isEqualTo(address);
        assertThat(user.isEmailVerified()).as("Apple's word for it").isTrue();
        SignIn again = at(APPLE);
        assertThat(PROVIDER.apple(again, appleToken(again, Map.of()), Map.of()).isDone())
                .isTrue();
        assertThat(user().getFirstName()).isEqualTo("Ann");
    }

    /** The form comes from Apple's site, and browsers send no other cookies along. */
    @Test
    void the_cookie_that_the_form_needs_is_sent_along_from_another_site() {
        List<String> cookies = SignIn.at(realm).page().headers().allValues("set-cookie");

        assertThat(cookies).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("AUTH_SESSION_ID=")
                .contains("SameSite=None")
                .contains("Secure"));
    }

    @Test
    void the_client_secret_of_apple_is_signed_for_each_request() throws Exception {
        SignIn browser = at(APPLE);
        PROVIDER.apple(browser, appleToken(browser, Map.of()), Map.of());
        String secret = PROVIDER.lastTokenRequest().getOrDefault("client_secret", "");

        assertThat(AppleKey.INSTANCE.signed(secret)).isTrue();
        JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(secret.split("\\.", -1)[1]));
        assertThat(claims.path("iss").asText()).isEqualTo("TEAMID");
        assertThat(claims.path("sub").asText()).isEqualTo(ProviderStandIn.APPLE_CLIENT);
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(300);
        assertThat(claims.path("exp").asLong())
                .isBetween(Instant.now().getEpochSecond(), Instant.now().getEpochSecond() + 301);
        IdentityProviderRepresentation shown =
                realm.admin().identityProviders().get(APPLE).toRepresentation();
        assertThat(shown.getConfig()).containsEntry("clientSecret", "**********");
    }

    @Test
    void tokens_that_are_not_apples_for_this_sign_in_are_refused() {
        int users = users();
        long now = Instant.now().getEpochSecond();
        Map<String, UnaryOperator<Map<String, Object>>> changes = new HashMap<>();
        changes.put(
                "nonce of another sign-in", change("nonce", UUID.randomUUID().toString()));
        changes.put("no nonce", change("nonce", null));
        changes.put("another client's", change("aud", "com.example.other"));
        changes.put("another issuer's", change("iss", "https://appleid.apple.com.attacker.net"));
        changes.put("no issuer", change("iss", null));
        changes.put("expired", change("exp", now - 60));
        changes.put("not yet", change("nbf", now + 600));
        changes.forEach((what, change) -> {
            SignIn browser = at(APPLE);
            Map<String, Object> claims = change.apply(PROVIDER.claims(browser, ProviderStandIn.APPLE_CLIENT, apple()));
            String token = LoginStandIn.signed(
                    Map.of("alg", "RS256", "kid", PROVIDER.key().kid()), claims, PROVIDER.key());
            assertRefused(what, PROVIDER.apple(browser, token, Map.of()), users);
        });
    }

    @Test
    void tokens_that_apple_did_not_sign_are_refused() {
        int users = users();
        Map<String, UnaryOperator<String>> forgeries = new HashMap<>();
        forgeries.put("no algorithm", token -> header(Map.of("alg", "none")) + "." + part(token, 1) + ".");
        forgeries.put(
                "no algorithm, with the key's name",
                token -> header(Map.of("alg", "none", "kid", PROVIDER.key().kid())) + "." + part(token, 1) + ".");
        forgeries.put("no signature", token -> part(token, 0) + "." + part(token, 1) + ".");
        forgeries.put(
                "the public key as a secret",
                token -> header(Map.of("alg", "HS256", "kid", PROVIDER.key().kid())) + "." + part(token, 1) + "."
                        + part(token, 2));
        forgeries.put("other claims", token -> part(token, 0) + "." + altered(part(token, 1)) + "." + part(token, 2));
        forgeries.forEach((what, forgery) -> {
            SignIn browser = at(APPLE);
            String token = forgery.apply(appleToken(browser, Map.of()));
            assertRefused(what, PROVIDER.apple(browser, token, Map.of()), users);
        });
        SignIn browser = at(APPLE);
        String ofAnother = LoginStandIn.signed(
                Map.of("alg", "RS256", "kid", PROVIDER.key().kid()),
                PROVIDER.claims(browser, ProviderStandIn.APPLE_CLIENT, apple()),
                ProviderStandIn.newKey());
        assertRefused("another key under this name", PROVIDER.apple(browser, ofAnother, Map.of()), users);
    }

    /** No option of the configuration leaves out what the token is checked for. */
    @Test
    void checks_of_apples_tokens_cannot_be_switched_off() {
        int users = users();
        IdentityProviderRepresentation apple =
                realm.admin().identityProviders().get(APPLE).toRepresentation();
        Map<String, String> before = Map.copyOf(apple.getConfig());
        apple.getConfig().putAll(Map.of("validateSignature", "false", "disableNonce", "true", "useJwksUrl", "false"));
        realm.admin().identityProviders().get(APPLE).update(apple);
        try {
            SignIn browser = at(APPLE);
            String unsigned = header(Map.of("alg", "none")) + "." + part(appleToken(browser, Map.of()), 1) + ".";
            assertRefused("no algorithm", PROVIDER.apple(browser, unsigned, Map.of()), users);
            SignIn other = at(APPLE);
            String replayed = appleToken(other, Map.of("nonce", "of-another-sign-in"));
            assertRefused("nonce", PROVIDER.apple(other, replayed, Map.of()), users);
        } finally {
            apple.setConfig(new HashMap<>(before));
            realm.admin().identityProviders().get(APPLE).update(apple);
        }
    }

    @Test
    void a_form_of_no_sign_in_is_refused() {
        int users = users();
        SignIn browser = at(APPLE);
        Map<String, String> asked = ProviderStandIn.parameters(browser.page().address());
        URI redirect = URI.create(asked.getOrDefault("redirect_uri", ""));

        assertRefused("no state", SignIn.at(realm).send(redirect, Map.of("code", "code")), users);
        assertRefused(
                "forged state", SignIn.at(realm).send(redirect, Map.of("code", "code", "state", "forged")), users);
        assertRefused("no code", browser.send(redirect, Map.of("state", asked.getOrDefault("state", ""))), users);
    }

    /** Else a stranger could have others sign in to the stranger's account. */
    @Test
    void a_form_that_another_browser_asked_for_signs_nobody_in() {
        int users = users();
        SignIn stranger = at(APPLE);
        String token = appleToken(stranger, Map.of());
        SignIn victim = SignIn.at(realm);

        Map<String, String> asked = ProviderStandIn.parameters(stranger.page().address());
        victim.send(
                URI.create(asked.getOrDefault("redirect_uri", "")),
                Map.of("code", PROVIDER.code(token), "state", asked.getOrDefault("state", "")));

        assertThat(victim.isDone()).isFalse();
        assertThat(victim.page().html()).contains("Your login attempt timed out.");
        assertThat(users()).isEqualTo(users);
    }

    @Test
    void whoever_changes_their_mind_at_apple_is_back_at_the_sign_in_page() {
        SignIn browser = at(APPLE);
        Map<String, String> asked = ProviderStandIn.parameters(browser.page().address());

        browser.send(
                URI.create(asked.getOrDefault("redirect_uri", "")),
                Map.of("error", "user_cancelled_authorize", "state", asked.getOrDefault("state", "")));

        assertThat(browser.page().html()).contains("name=\"username\"");
    }

    @Test
    void amazons_user_comes_with_name_and_an_address_to_be_confirmed() {
        String mine = "person-" + id + "@example.com";

        SignIn first = PROVIDER.amazon(at(AMAZON), amazon(mine), Map.of());

        assertThat(first.page().html()).contains("Confirm your e-mail address");
        UserRepresentation user =
                realm.admin().users().searchByEmail(mine, true).get(0);
        assertThat(user.getUsername()).matches("amazon_.*");
        assertThat(user.getFirstName()).isEqualTo("Ann Mary");
        assertThat(user.getLastName()).isEqualTo("Lee");
        assertThat(user.isEmailVerified()).isFalse();
        assertThat(realm.admin().users().get(user.getId()).getFederatedIdentity())
                .extracting(FederatedIdentityRepresentation::getUserId)
                .containsExactly("amzn1.account." + id);
        assertThat(first.send("code", new Mailbox(mail, mine).code(1)).isDone()).isTrue();
    }

    @Test
    void amazons_addresses_stay_unverified_where_the_realm_trusts_them() {
        IdentityProviderRepresentation amazon =
                realm.admin().identityProviders().get(AMAZON).toRepresentation();
        amazon.setTrustEmail(true);
        realm.admin().identityProviders().get(AMAZON).update(amazon);
        String mine = "person-" + id + "@example.com";
        try {
            PROVIDER.amazon(at(AMAZON), amazon(mine), Map.of());
        } finally {
            amazon.setTrustEmail(false);
            realm.admin().identityProviders().get(AMAZON).update(amazon);
        }

        assertThat(realm.admin().users().searchByEmail(mine, true).get(0).isEmailVerified())
                .isFalse();
    }

    @Test
    void tokens_that_amazon_gave_another_app_are_refused() {
        int users = users();
        Map<String, Object> profile = amazon("person-" + id + "@example.com");

        assertRefused(
                "another client's",
                PROVIDER.amazon(at(AMAZON), profile, Map.of("aud", "amzn1.application-oa2-client.2")),
                users);
        assertRefused("nobody's", PROVIDER.amazon(at(AMAZON), profile, Map.of("aud", "")), users);
        assertRefused(
                "another user's",
                PROVIDER.amazon(at(AMAZON), profile, Map.of("user_id", "amzn1.account.OTHER")),
                users);
        assertRefused("no user's", PROVIDER.amazon(at(AMAZON), Map.of("name", "Ann"), Map.of()), users);
    }

    private void assertRefused(String what, SignIn signIn, int users) {
        assertThat(signIn.isDone()).as(what).isFalse();
        assertThat(signIn.page().status()).as(what + signIn.page().html()).isGreaterThanOrEqualTo(400);
        assertThat(users()).as(what).isEqualTo(users);
    }

    private SignIn at(String alias) {
        return SignIn.at(realm).follow("/broker/" + alias + "/login");
    }

    private Map<String, Object> apple() {
        return Map.of("sub", id, "email", address, "email_verified", "true", "is_private_email", "true");
    }

    private String appleToken(SignIn browser, Map<String, Object> changes) {
        Map<String, Object> claims = new HashMap<>(apple());
        claims.putAll(changes);
        return PROVIDER.idToken(browser, ProviderStandIn.APPLE_CLIENT, claims);
    }

    private Map<String, Object> amazon(String email) {
        return Map.of("user_id", "amzn1.account." + id, "name", "Ann Mary Lee", "email", email, "postal_code", "10115");
    }

    private static UnaryOperator<Map<String, Object>> change(String claim, @Nullable Object value) {
        return claims -> {
            if (value == null) {
                claims.remove(claim);
            } else {
                claims.put(claim, value);
            }
            return claims;
        };
    }

    private static String part(String token, int index) {
        return token.split("\\.", -1)[index];
    }

    private static String header(Map<String, String> members) {
        return encoded(String.valueOf(new ObjectMapper().valueToTree(members)));
    }

    private static String altered(String claims) {
        String text = new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8);
        return encoded(text.replace("person-", "victim-"));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private UserRepresentation user() {
        return realm.admin().users().searchByEmail(address, true).get(0);
    }

    private int users() {
        return realm.admin().users().count();
    }
}
