package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.pool.KnownKey;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Members.Member;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.remote.timeoffset.InjectTimeOffSet;
import org.keycloak.testframework.remote.timeoffset.TimeOffSet;

/** Devices that users remember, in the realm of {@code mfa-required.json}. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class DevicesTest {
    private static final String COOKIE = "CLOAKPOOL_DEVICES";
    private static final int DAY = 24 * 60 * 60;
    private static final String QUESTION = "Remember this device?";

    @InjectRealm(config = Recipe.MfaRequired.class)
    ManagedRealm realm;

    @InjectMailServer
    MailServer mail;

    @InjectTimeOffSet
    TimeOffSet time;

    private Members members;

    @BeforeEach
    void members() {
        members = new Members(realm, mail);
        devices("ask");
    }

    @Test
    void a_remembered_device_is_not_asked_for_a_second_factor_and_no_other_is_spared() {
        Member member = enrolled();
        SignIn first =
                password(member, new WebPages()).send("code", member.mailbox().code(2));
        assertThat(first.page().html()).contains(QUESTION);

        first.send(Map.of("remember", "true", "device", "My kitchen"));
        assertThat(first.isDone()).isTrue();

        assertThat(device(member).getUserLabel()).isEqualTo("My kitchen");
        WebPages kitchen = first.browser();
        kitchen.keepOnly(COOKIE);
        assertThat(password(member, kitchen).isDone()).as("the same device").isTrue();
        assertThat(password(member, new WebPages()).isDone()).as("another one").isFalse();
    }

    /** A password and a machine left open must not be enough to make an account somebody else's. */
    @Test
    void a_remembered_device_spares_no_factor_where_the_sign_in_is_for_a_change() {
        Member member = enrolled();
        WebPages device = remembered(member, 2);
        SignIn removal = SignIn.at(
                        realm,
                        device,
                        "&kc_action=delete_credential:" + factor(member).getId())
                .send("username", member.name())
                .send("password", Members.PASSWORD);
        assertThat(removal.page().html()).contains("name=\"code\"").doesNotContain("kc-accept");

        removal.send("code", member.mailbox().code(3));

        assertThat(removal.page().html()).contains("kc-accept");
        device.keepOnly(COOKIE);
        assertThat(password(member, device).isDone()).as("any other sign-in").isTrue();
    }

    /** Keycloak takes the session for five minutes, whatever it stands on. */
    @Test
    void a_session_without_the_second_factor_is_not_enough_for_a_change_either() {
        Member member = enrolled();
        WebPages device = remembered(member, 2);
        assertThat(password(member, device).isDone()).isTrue();
        assertThat(SignIn.at(realm, device, "").isDone()).as("by the session").isTrue();

        SignIn change = SignIn.at(realm, device, "&kc_action=CONFIGURE_TOTP");

        assertThat(change.page().html()).contains("name=\"password\"").doesNotContain("name=\"totp\"");
        change.send("password", Members.PASSWORD);
        assertThat(change.page().html()).contains("name=\"code\"").doesNotContain("name=\"totp\"");
        change.send("code", member.mailbox().code(3));
        assertThat(change.page().html()).contains("name=\"totp\"");
    }

    /** A profile changes the address at once where <i>Update Email</i> is off. */
    @ParameterizedTest
    @ValueSource(strings = {"UPDATE_PROFILE", "idp_link:oidc"})
    void nor_for_an_address_in_the_profile_and_a_link_to_a_provider(String action) {
        updateEmail(false);
        try {
            Member member = enrolled();
            WebPages device = remembered(member, 2);
            assertThat(password(member, device).isDone()).isTrue();

            SignIn change = SignIn.at(realm, device, "&kc_action=" + action);

            assertThat(change.page().html()).contains("name=\"password\"").doesNotContain("name=\"email\"");
            change.send("password", Members.PASSWORD);
            assertThat(change.page().html()).contains("name=\"code\"");
        } finally {
            updateEmail(true);
        }
    }

    @Test
    void but_it_is_for_a_profile_that_has_no_address() {
        Member member = enrolled();
        WebPages device = remembered(member, 2);
        assertThat(password(member, device).isDone()).isTrue();

        SignIn change = SignIn.at(realm, device, "&kc_action=UPDATE_PROFILE");

        assertThat(change.page().html()).contains("name=\"firstName\"").doesNotContain("name=\"email\"");
    }

    private void updateEmail(boolean on) {
        RequiredActionProviderRepresentation action = realm.admin().flows().getRequiredAction("UPDATE_EMAIL");
        action.setEnabled(on);
        realm.admin().flows().updateRequiredAction("UPDATE_EMAIL", action);
    }

    /** Keycloak's older way for apps, which asks no required action. */
    @Test
    void a_link_by_the_door_for_apps_takes_a_session_with_both_factors() throws Exception {
        realm.admin().identityProviders().create(Recipe.company()).close();
        try {
            Member member = enrolled();
            WebPages device = remembered(member, 2);
            SignIn spared = password(member, device);

            WebPages.Page refused = device.open(link(spared.tokens()));

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.html()).contains("current session is no longer valid");
            SignIn both = password(member, new WebPages())
                    .send("code", member.mailbox().code(3))
                    .send("remember", "false");
            assertThat(both.browser().open(link(both.tokens())).address().toString())
                    .startsWith(ProviderStandIn.INSTANCE.issuer());
        } finally {
            realm.admin().identityProviders().get("oidc").remove();
        }
    }

    /** What an app makes of the session that its tokens are of. */
    private URI link(JsonNode tokens) throws NoSuchAlgorithmException {
        String session =
                KnownKey.claims(tokens.path("id_token").asText()).path("sid").asText();
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(("once" + session + "app" + "oidc").getBytes(StandardCharsets.US_ASCII));
        return URI.create(realm.getBaseUrl() + "/broker/oidc/link?client_id=app&redirect_uri=http://localhost:3000/"
                + "&nonce=once&hash=" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    }

    /** That door asks no required action, and a password and a machine left open get a token for it. */
    @Test
    void nor_is_it_for_a_removal_by_the_account_consoles_own_door() {
        Member member = enrolled();
        WebPages device = remembered(member, 2);
        JsonNode spared = password(member, device).tokens();

        for (JsonNode tokens : List.of(spared, refresh(spared).json())) {
            Http.Answer refused = remove(factor(member), tokens);
            assertThat(refused.status()).as(refused.body()).isEqualTo(403);
            assertThat(refused.body()).contains("second factor");
        }
        assertThat(member.credentials()).contains("cloakpool-email-code");

        JsonNode both = password(member, new WebPages())
                .send("code", member.mailbox().code(3))
                .send("remember", "false")
                .tokens();
        Http.Answer removed = remove(factor(member), both);
        assertThat(removed.status()).as(removed.body()).isEqualTo(204);
        assertThat(member.credentials()).doesNotContain("cloakpool-email-code");
    }

    private Http.Answer remove(CredentialRepresentation credential, JsonNode tokens) {
        return Http.json(
                "DELETE",
                URI.create(realm.getBaseUrl() + "/account/credentials/" + credential.getId()),
                Map.of(),
                "Authorization",
                "Bearer " + tokens.path("access_token").asText());
    }

    @Test
    void whoever_says_no_is_signed_in_and_asked_for_both_factors_the_next_time() {
        Member member = enrolled();
        SignIn first = password(member, new WebPages())
                .send("code", member.mailbox().code(2))
                .send("remember", "false");
        assertThat(first.isDone()).isTrue();

        first.browser().keepOnly(COOKIE);

        assertThat(first.browser().cookie(COOKIE)).isNull();
        assertThat(password(member, first.browser()).isDone()).isFalse();
    }

    @Test
    void where_the_realm_says_always_nobody_is_asked() {
        devices("always");
        Member member = enrolled();
        SignIn first =
                password(member, new WebPages()).send("code", member.mailbox().code(2));

        assertThat(first.isDone()).isTrue();
        assertThat(device(member).getUserLabel()).isNotBlank();
    }

    @Test
    void where_the_realm_remembers_none_what_was_remembered_does_not_count() {
        Member member = enrolled();
        WebPages browser = remembered(member, 2);

        devices("off");

        SignIn signIn = password(member, browser);
        assertThat(signIn.isDone()).isFalse();
        assertThat(signIn.send("code", member.mailbox().code(3)).isDone())
                .as("without a question")
                .isTrue();
    }

    @Test
    void a_device_is_one_users_and_its_cookie_is_worth_nothing_when_it_is_changed() {
        Member member = enrolled();
        Member other = enrolled();
        WebPages browser = remembered(member, 2);
        String cookie = Objects.requireNonNull(browser.cookie(COOKIE));

        assertThat(password(other, browser).isDone()).as("another user").isFalse();
        browser.keepOnly(COOKIE);
        for (String wrong : new String[] {cookie.substring(0, cookie.length() - 8) + "AAAAAAAA", "x", ""}) {
            browser.cookie(COOKIE, wrong);
            assertThat(password(member, browser).isDone()).as(wrong).isFalse();
            browser.keepOnly(COOKIE);
        }
        browser.cookie(COOKIE, cookie);
        assertThat(password(member, browser).isDone()).isTrue();
    }

    @Test
    void two_users_of_one_browser_are_both_remembered() {
        Member member = enrolled();
        Member other = enrolled();
        WebPages browser = remembered(member, 2);
        SignIn second =
                password(other, browser).send("code", other.mailbox().code(2)).send("remember", "true");
        assertThat(second.isDone()).isTrue();
        browser.keepOnly(COOKIE);

        assertThat(password(member, browser).isDone()).isTrue();
        browser.keepOnly(COOKIE);
        assertThat(password(other, browser).isDone()).isTrue();
    }

    @Test
    void a_device_is_forgotten_when_its_days_are_over() {
        Member member = enrolled();
        WebPages browser = remembered(member, 2);
        time.set(29 * DAY);
        assertThat(password(member, browser).isDone()).as("a day before").isTrue();
        browser.keepOnly(COOKIE);

        time.set(31 * DAY);

        assertThat(password(member, browser).isDone()).isFalse();
    }

    @Test
    void no_script_and_no_other_site_gets_at_the_cookie_and_it_is_for_one_realm() {
        Member member = enrolled();
        SignIn signIn =
                password(member, new WebPages()).send("code", member.mailbox().code(2));

        signIn.send("remember", "true");

        assertThat(signIn.browser().cookieAttributes(COOKIE))
                .contains("HttpOnly", "SameSite=Lax", "Path=/realms/" + realm.getName() + "/", "Max-Age=2592000")
                .noneMatch(attribute -> attribute.startsWith("Domain"));
    }

    /** The account console asks this door. */
    @Test
    void a_device_has_the_name_that_its_user_gives_it_later() {
        Member member = enrolled();
        SignIn signIn = password(member, new WebPages())
                .send("code", member.mailbox().code(2))
                .send(Map.of("remember", "true", "device", "Mine"));
        String token = signIn.tokens().path("access_token").asText();

        Http.Answer renamed = Http.json(
                "PUT",
                URI.create(realm.getBaseUrl() + "/account/credentials/"
                        + device(member).getId() + "/label"),
                "Ours",
                "Authorization",
                "Bearer " + token);

        assertThat(renamed.status()).as(renamed.body()).isEqualTo(204);
        assertThat(device(member).getUserLabel()).isEqualTo("Ours");
        signIn.browser().keepOnly(COOKIE);
        assertThat(password(member, signIn.browser()).isDone()).isTrue();
    }

    @Test
    void a_new_password_ends_what_was_remembered_before() {
        Member member = enrolled();
        WebPages browser = remembered(member, 2);
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(Members.PASSWORD);

        member.user().resetPassword(password);

        assertThat(password(member, browser).isDone()).isFalse();
    }

    /** The account console asks these doors. */
    @Test
    void users_see_their_devices_and_remove_them_and_tokens_are_refreshed_all_the_same() {
        Member member = enrolled();
        SignIn signIn = password(member, new WebPages())
                .send("code", member.mailbox().code(2))
                .send(Map.of("remember", "true", "device", ""));
        JsonNode tokens = signIn.tokens();
        assertThat(refresh(tokens).status()).isEqualTo(200);

        Http.Answer listed = Http.get(
                URI.create(realm.getBaseUrl() + "/account/credentials"),
                "Authorization",
                "Bearer " + tokens.path("access_token").asText(),
                "Accept",
                "application/json");
        assertThat(listed.body()).contains("\"type\":\"cloakpool-device\"").doesNotContain("\"hash\"");
        SignIn removal = SignIn.at(
                realm,
                signIn.browser(),
                "&kc_action=delete_credential:" + device(member).getId());
        removal.send("kc-accept", "true");

        assertThat(removal.isDone()).as(removal.page().html()).isTrue();
        assertThat(member.credentials()).doesNotContain("cloakpool-device");
        assertThat(refresh(tokens).status()).as("tokens do not hang on it").isEqualTo(200);
        signIn.browser().keepOnly(COOKIE);
        assertThat(password(member, signIn.browser()).isDone()).isFalse();
    }

    @Test
    void access_tokens_name_the_remembered_device_that_the_sign_in_was_on() {
        tokensOfCognito();
        Member member = enrolled();
        SignIn first = password(member, new WebPages())
                .send("code", member.mailbox().code(2))
                .send(Map.of("remember", "true", "device", ""));
        String key = "us-east-1_" + device(member).getId();

        JsonNode tokens = first.tokens();

        assertThat(key).matches("[\\w-]+_[0-9a-f-]{36}");
        assertThat(deviceKey(tokens, "access_token")).isEqualTo(key);
        assertThat(deviceKey(tokens, "id_token")).isEmpty();
        assertThat(deviceKey(refresh(tokens).json(), "access_token"))
                .as("refreshed")
                .isEqualTo(key);
        WebPages device = first.browser();
        device.keepOnly(COOKIE);
        assertThat(deviceKey(password(member, device).tokens(), "access_token"))
                .as("spared the second factor")
                .isEqualTo(key);
        SignIn elsewhere = password(member, new WebPages())
                .send("code", member.mailbox().code(3))
                .send(Map.of("remember", "false"));
        assertThat(deviceKey(elsewhere.tokens(), "access_token")).isEmpty();
    }

    private void tokensOfCognito() {
        Mappers.add(
                realm, "oidc-cloakpool-sign-in-mapper", Map.of("id.token.claim", "true", "access.token.claim", "true"));
    }

    private static String deviceKey(JsonNode tokens, String which) {
        return KnownKey.claims(tokens.path(which).asText()).path("device_key").asText();
    }

    /** Whoever knows a name can lock the account out of every browser but those of its owner. */
    @Test
    void the_owner_signs_in_on_a_remembered_device_while_a_stranger_has_locked_the_account() {
        Member member = enrolled();
        WebPages owner = remembered(member, 2);
        for (int i = 0; i < 6; i++) {
            SignIn.at(realm).send("username", member.name()).send("password", "wrong");
        }
        assertThat(realm.admin().attackDetection().bruteForceUserStatus(member.id()))
                .containsEntry("disabled", true);
        assertThat(SignIn.at(realm)
                        .send("username", member.name())
                        .send("password", Members.PASSWORD)
                        .page()
                        .html())
                .as("anywhere else")
                .contains("Invalid username or password.");

        assertThat(password(member, owner).isDone()).isTrue();

        realm.admin().attackDetection().clearBruteForceForUser(member.id());
    }

    @Test
    void a_remembered_device_is_no_way_to_guess_a_locked_password_without_end() {
        Member member = enrolled();
        WebPages device = remembered(member, 2);
        for (int i = 0; i < 16; i++) {
            SignIn.at(realm, device, "").send("username", member.name()).send("password", "wrong");
        }

        SignIn right =
                SignIn.at(realm, device, "").send("username", member.name()).send("password", Members.PASSWORD);

        assertThat(right.isDone()).isFalse();
        realm.admin().attackDetection().clearBruteForceForUser(member.id());
    }

    private WebPages remembered(Member member, int mails) {
        SignIn signIn = password(member, new WebPages())
                .send("code", member.mailbox().code(mails))
                .send(Map.of("remember", "true", "device", "Mine"));
        assertThat(signIn.isDone()).isTrue();
        signIn.browser().keepOnly(COOKIE);
        return signIn.browser();
    }

    /** Somebody whose second factor is a code by mail. */
    private Member enrolled() {
        Member member = members.withPassword();
        SignIn signIn = password(member, new WebPages())
                .send("factor", "cloakpool-email-code-enrolment")
                .send("code", member.mailbox().code(1));
        assertThat(signIn.isDone()).isTrue();
        return member;
    }

    private SignIn password(Member member, WebPages browser) {
        return SignIn.at(realm, browser, "").send("username", member.name()).send("password", Members.PASSWORD);
    }

    private static CredentialRepresentation device(Member member) {
        return credential(member, "cloakpool-device");
    }

    private static CredentialRepresentation factor(Member member) {
        return credential(member, "cloakpool-email-code");
    }

    private static CredentialRepresentation credential(Member member, String type) {
        return member.user().credentials().stream()
                .filter(credential -> credential.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private Http.Answer refresh(JsonNode tokens) {
        return Http.form(
                URI.create(realm.getBaseUrl() + "/protocol/openid-connect/token"),
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        "app",
                        "refresh_token",
                        tokens.path("refresh_token").asText()));
    }

    private void devices(String mode) {
        RealmRepresentation changed = realm.admin().toRepresentation();
        changed.getAttributes().put("cloakpool.devices", mode);
        realm.admin().update(changed);
    }
}
