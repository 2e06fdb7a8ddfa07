package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.PageJudge.Screen;
import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.migration.Totp;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Members.Member;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;
import org.openqa.selenium.By;

/** The pages of a user pool in a browser, on each screen: sign-in, codes, second factors, confirmation, recovery. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class UserPoolPagesTest extends BrowserStage {
    private static final By CODE = By.id("code");
    private static final By ADDRESS = By.id("address");
    private static final By GO_ON = By.id("kc-login");

    @InjectRealm(config = Recipe.MfaRequired.class)
    ManagedRealm realm;

    @InjectRealm(config = Recipe.Passwordless.class, ref = "passwordless")
    ManagedRealm passwordless;

    @InjectRealm(config = Recipe.UserPool.class, ref = "user-pool")
    ManagedRealm userPool;

    @InjectRealm(config = Recipe.Federated.class, ref = "federated")
    ManagedRealm federated;

    @Override
    Map<Class<? extends Recipe>, ManagedRealm> realms() {
        return Map.of(
                Recipe.MfaRequired.class,
                realm,
                Recipe.Passwordless.class,
                passwordless,
                Recipe.UserPool.class,
                userPool,
                Recipe.Federated.class,
                federated);
    }

    @Test
    void sign_in_with_a_code_by_mail_and_its_countdown() throws IOException {
        Member member = new Members(passwordless, mail).withoutPassword();
        start(passwordless);
        assertGood("identifier");
        browser.find(By.id("username")).sendKeys(member.address());
        browser.find(GO_ON).click();
        assertThat(browser.text(By.id("cloakpool-countdown"))).contains("seconds");
        assertThat(browser.find(By.id("cloakpool-resend")).isEnabled()).isFalse();
        assertGood("code");
        String code = member.mailbox().code(1);

        browser.find(CODE).sendKeys(code.equals("000000") ? "000001" : "000000");
        browser.find(GO_ON).click();
        assertThat(browser.text(By.id("input-error-code"))).isEqualTo("This code is not right.");
        assertGood("wrong-code");
        browser.get(browser.address());
        browser.find(CODE).sendKeys(code);
        browser.find(GO_ON).click();

        assertSignedIn();
        assertThat(member.mailbox().size()).isEqualTo(1);
    }

    @Test
    void a_second_factor_by_text_message_is_chosen_set_up_and_used() throws IOException {
        Member member = new Members(realm, mail).withPassword();
        stage.texting(Recipe.MfaRequired.class).action("cloakpool-sms-code-enrolment", true);
        start(realm);
        browser.find(By.id("username")).sendKeys(member.name());
        browser.find(GO_ON).click();
        browser.await(b -> !b.findElements(By.id("password")).isEmpty());
        assertGood("password");
        browser.find(By.id("password")).sendKeys(Members.PASSWORD);
        browser.find(GO_ON).click();
        browser.text(By.id("cloakpool-factor-form"));
        assertGood("factor");
        browser.find(By.cssSelector("button[value='cloakpool-sms-code-enrolment']"))
                .click();
        browser.await(b -> !b.findElements(By.id("phone")).isEmpty());
        browser.find(By.id("phone")).sendKeys("12");
        browser.find(GO_ON).click();
        browser.text(By.id("input-error-phone"));
        assertGood("phone");
        browser.find(By.id("phone")).sendKeys("+49 171 1234567");
        browser.find(GO_ON).click();
        browser.text(By.id("cloakpool-sent"));
        assertGood("code-by-text");
        browser.find(CODE).sendKeys(stage.textsTo("+491711234567").code(1));
        browser.find(GO_ON).click();

        assertSignedIn();
    }

    @Test
    void an_address_is_confirmed_by_the_link_of_the_mail() throws IOException {
        Member member = new Members(userPool, mail).unconfirmed();
        start(userPool);
        browser.find(By.id("username")).sendKeys(member.name());
        browser.find(GO_ON).click();
        browser.await(b -> !b.findElements(By.id("password")).isEmpty());
        browser.find(By.id("password")).sendKeys(Members.PASSWORD);
        browser.find(GO_ON).click();
        browser.await(b -> !b.findElements(CODE).isEmpty());
        String link = member.mailbox().link(1);

        browser.get(link);
        browser.text(By.id("cloakpool-confirm"));
        assertThat(browser.address())
                .as("nothing of the link stays in the address")
                .doesNotContain("link=");
        assertGood("confirm");
        browser.find(By.id("cloakpool-confirm")).click();
        browser.text(By.id("cloakpool-confirmed"));
        assertGood("confirmed");
        browser.get(link.substring(0, link.indexOf('#')));
        browser.text(By.id("cloakpool-invalid"));
        assertGood("no-link");

        assertThat(member.user().toRepresentation().isEmailVerified()).isTrue();
    }

    @Test
    void a_lost_password_begins_with_a_code() throws IOException {
        Member member = new Members(realm, mail).withPassword();
        start(realm);
        browser.find(By.id("username")).sendKeys(member.name());
        browser.find(GO_ON).click();
        browser.await(b ->
                !b.findElements(By.cssSelector("a[href*='reset-credentials']")).isEmpty());
        browser.find(By.cssSelector("a[href*='reset-credentials']")).click();
        browser.await(b -> !b.findElements(By.id("kc-reset-password-form")).isEmpty());
        assertGood("recovery");
        browser.find(By.id("username")).clear();
        browser.find(By.id("username")).sendKeys(member.address());
        browser.find(By.cssSelector("#kc-reset-password-form [type=submit]")).click();
        browser.text(By.id("cloakpool-sent"));
        assertGood("recovery-code");
        browser.find(CODE).sendKeys(member.mailbox().code(1));
        browser.find(GO_ON).click();

        browser.text(By.id("cloakpool-factor-form"));
    }

    @Test
    void an_account_is_opened_with_an_address_that_is_proven() throws IOException {
        userPool.updateWithCleanup(r -> r.registrationAllowed(true));
        Mailbox mailbox = new Mailbox(mail, "new-" + UUID.randomUUID() + "@example.com");
        browser.get(SignIn.address(userPool, "&prompt=create").toString());
        browser.await(b -> !b.findElements(ADDRESS).isEmpty());
        assertGood("sign-up");
        browser.find(ADDRESS).sendKeys("nobody");
        browser.find(GO_ON).click();
        assertThat(browser.text(By.id("input-error-address"))).contains("not an address");
        assertGood("sign-up-wrong");
        browser.find(ADDRESS).clear();
        browser.find(ADDRESS).sendKeys(mailbox.address());
        browser.find(GO_ON).click();
        browser.text(By.id("cloakpool-sent"));
        assertGood("sign-up-code");
        browser.find(CODE).sendKeys(mailbox.code(1));
        browser.find(GO_ON).click();
        browser.await(b -> !b.findElements(By.id("password-confirm")).isEmpty());
        assertGood("sign-up-form");
        browser.find(By.id("username")).sendKeys("new-" + UUID.randomUUID());
        browser.find(By.id("password")).sendKeys(Members.PASSWORD);
        browser.find(By.id("password-confirm")).sendKeys(Members.PASSWORD);
        browser.find(By.cssSelector("#kc-form-buttons [type=submit]")).click();

        assertSignedIn();
    }

    @Test
    void a_device_is_remembered_after_a_second_factor_until_the_console_deletes_it() throws IOException {
        stage.steps(Recipe.MfaRequired.class).attributes(Map.of("cloakpool.devices", "ask"));
        Member member = new Members(realm, mail).withPassword();
        SignIn.at(realm)
                .send("username", member.name())
                .send("password", Members.PASSWORD)
                .send("factor", "cloakpool-email-code-enrolment")
                .send("code", member.mailbox().code(1));
        start(realm);
        browser.signIn(member.name(), Members.PASSWORD);
        browser.text(By.id("cloakpool-sent"));
        browser.find(CODE).sendKeys(member.mailbox().code(2));
        browser.find(GO_ON).click();
        browser.text(By.id("cloakpool-device-text"));
        assertThat(browser.find(By.id("device")).getDomAttribute("value")).contains("Chrom");
        assertGood("device");

        browser.find(By.id("cloakpool-remember")).click();

        assertSignedIn();
        browser.get(realm.getBaseUrl() + "/account/account-security/signing-in");
        browser.await(b -> b.findElement(By.tagName("body")).getText().contains("Remembered device"));
        for (Screen screen : Screen.values()) {
            screen.in(browser);
            pictures().take("console-devices", screen);
        }
        Screen.DESKTOP.in(browser);
        browser.await(b -> b.findElement(By.tagName("body")).getText().contains("Set up"));
        assertThat(browser.text(By.tagName("body")))
                .contains("Chrom", "Code by e-mail", "Set up Code by e-mail")
                .doesNotContain("cloakpool");
        browser.find(By.xpath("//li[contains(., 'Chrom')]//button[@data-testrole='remove']"))
                .click();
        browser.find(By.id("kc-accept")).click();
        browser.await(b -> b.findElement(By.tagName("body")).getText().contains("Set up Code by e-mail"));
        assertThat(browser.text(By.tagName("body"))).doesNotContain("Chrom");
        browser.console();

        visitor.signOut(realm);
        visitor.open(realm, "").name(member.name()).password(Members.PASSWORD);
        visitor.assertAskedForCode();
    }

    @Test
    void a_change_of_address_is_undone_and_after_a_recovery_one_has_to_wait() throws IOException {
        Member member = new Members(userPool, mail).withPassword();
        Mailbox other = new Mailbox(mail, "new-" + UUID.randomUUID() + "@example.com");
        SignIn change = SignIn.at(userPool, new WebPages(), "&kc_action=UPDATE_EMAIL")
                .send("username", member.name())
                .send("password", Members.PASSWORD)
                .send("email", other.address());
        AddressLink.of(other, 1).follow(change.browser());
        Matcher link = Pattern.compile("https?://\\S+")
                .matcher(member.mailbox().notices(1).get(0));
        assertThat(link.find()).isTrue();

        browser.get(link.group());
        browser.text(By.id("cloakpool-confirm"));
        assertGood("undo");
        browser.find(By.id("cloakpool-confirm")).click();
        browser.text(By.id("cloakpool-undone"));
        assertGood("undone");
        // From elsewhere: the address is that of the page but for its fragment, which loads nothing.
        browser.get("about:blank");
        browser.get(link.group());
        browser.text(By.id("cloakpool-confirm"));
        browser.find(By.id("cloakpool-confirm")).click();
        browser.text(By.id("cloakpool-invalid"));
        pictures().of("undo-again", line -> line.contains("400 (Bad Request)"));
        start(userPool);
        browser.find(By.id("username")).sendKeys(member.name());
        browser.find(GO_ON).click();
        browser.await(b ->
                !b.findElements(By.cssSelector("a[href*='reset-credentials']")).isEmpty());
        browser.find(By.cssSelector("a[href*='reset-credentials']")).click();
        browser.await(b -> !b.findElements(By.id("kc-reset-password-form")).isEmpty());
        browser.find(By.id("username")).clear();
        browser.find(By.id("username")).sendKeys(member.address());
        browser.find(By.cssSelector("#kc-reset-password-form [type=submit]")).click();
        browser.text(By.id("cloakpool-sent"));
        browser.find(CODE).sendKeys(member.mailbox().code(1));
        browser.find(GO_ON).click();
        browser.await(b -> !b.findElements(By.id("password-new")).isEmpty());
        assertGood("new-password");
        browser.find(By.id("password-new")).sendKeys(Members.PASSWORD + "2");
        browser.find(By.id("password-confirm")).sendKeys(Members.PASSWORD + "2");
        browser.find(By.cssSelector("#kc-passwd-update-form [type=submit]")).click();
        assertSignedIn();

        browser.get(SignIn.address(userPool, "&kc_action=CONFIGURE_TOTP").toString());
        browser.text(By.id("cloakpool-cool-off"));
        assertGood("cool-off");
        restrictApp("nobody-has-it");
        try {
            browser.get(SignIn.address(userPool, "").toString());
            browser.text(By.id("cloakpool-no-access"));
            assertGood("no-access");
        } finally {
            restrictApp("");
        }
    }

    private void restrictApp(String roles) {
        ClientRepresentation app =
                userPool.admin().clients().findByClientId("app").get(0);
        app.getAttributes().put("cloakpool.access.roles", roles);
        userPool.admin().clients().get(app.getId()).update(app);
    }

    @Test
    void a_passkey_signs_in_on_the_page_that_asks_for_a_name() throws IOException {
        Member member = new Members(passwordless, mail).withoutPassword();
        browser.plugInAuthenticator();
        browser.get(SignIn.address(passwordless, "&kc_action=webauthn-register-passwordless")
                .toString());
        browser.find(By.id("username")).sendKeys(member.name());
        browser.find(GO_ON).click();
        browser.await(b -> !b.findElements(CODE).isEmpty());
        browser.find(CODE).sendKeys(member.mailbox().code(1));
        browser.find(GO_ON).click();
        browser.await(b -> !b.findElements(By.id("registerWebAuthn")).isEmpty());
        assertGood("passkey-set-up");
        browser.find(By.id("registerWebAuthn")).click();
        browser.accept();
        assertSignedIn();
        browser.forget();

        browser.get(SignIn.address(passwordless, "").toString());
        if (!browser.address().contains("code=")) {
            browser.script("document.getElementById('authenticateWebAuthnButton')?.click()");
        }

        assertSignedIn();
        assertThat(member.mailbox().size()).as("no code was asked for").isEqualTo(1);
    }

    @Test
    void an_app_recovery_codes_and_the_other_ways_to_go_on() throws IOException {
        Member member = new Members(realm, mail).withApp(Totp.SEED);
        start(realm);
        browser.signIn(member.name(), Members.PASSWORD);
        browser.await(b -> !b.findElements(By.id("otp")).isEmpty());
        assertGood("app");
        browser.find(By.id("otp")).sendKeys(Totp.now());
        browser.find(GO_ON).click();
        assertSignedIn();

        browser.get(SignIn.address(realm, "&kc_action=CONFIGURE_RECOVERY_AUTHN_CODES")
                .toString());
        browser.text(By.id("kc-recovery-codes-list"));
        assertGood("recovery-codes");
        browser.find(By.id("kcRecoveryCodesConfirmationCheck")).click();
        browser.find(By.id("saveRecoveryAuthnCodesBtn")).click();
        assertSignedIn();
        browser.get(SignIn.address(realm, "&kc_action=CONFIGURE_TOTP").toString());
        browser.await(b -> !b.findElements(By.id("totp")).isEmpty());
        assertGood("app-set-up");

        browser.forget();
        start(realm);
        browser.signIn(member.name(), Members.PASSWORD);
        browser.await(b -> !b.findElements(By.id("try-another-way")).isEmpty());
        browser.find(By.id("try-another-way")).click();
        browser.await(b -> !b.findElements(By.name("authenticationExecution")).isEmpty());
        assertGood("another-way");
    }

    @Test
    void providers_are_offered_beside_the_name() throws IOException {
        start(federated);
        assertThat(browser.find(By.id("social-oidc")).isDisplayed()).isTrue();
        assertGood("providers");
    }

    @Test
    void a_question_of_the_realms_own() throws IOException {
        Member member = new Members(userPool, mail).withPassword();
        stage.challenge(Recipe.UserPool.class);
        start(userPool);
        browser.find(By.id("username")).sendKeys(member.name());
        browser.find(GO_ON).click();
        browser.await(b -> !b.findElements(By.name("answer")).isEmpty());
        assertGood("challenge");
    }

    @Test
    void mails_are_as_wide_as_the_screen() throws IOException {
        Member member = new Members(passwordless, mail).withoutPassword();
        SignIn.at(passwordless).send("username", member.address());
        Members members = new Members(userPool, mail);
        Member unconfirmed = members.unconfirmed();
        SignIn.at(userPool).send("username", unconfirmed.name()).send("password", Members.PASSWORD);
        userPool.updateWithCleanup(r -> r.registrationAllowed(true));
        Member known = members.withPassword();
        SignIn.at(userPool, new WebPages(), "&prompt=create").send("address", known.address());
        Member moved = members.withPassword();
        Mailbox other = stage.newMailbox();
        SignIn change = begin(moved, "UPDATE_EMAIL").send("email", other.address());
        AddressLink.of(other, 1).follow(change.browser());
        Member enrolled = members.withPassword();
        begin(enrolled, "cloakpool-email-code-enrolment")
                .send("code", enrolled.mailbox().code(1));
        Map<String, String> mails = Map.of(
                "code", member.mailbox().parts(1).get(1),
                "confirm", unconfirmed.mailbox().parts(1).get(1),
                "account-exists", known.mailbox().parts(1).get(1),
                "notice-address", moved.mailbox().notice().get(1),
                "notice", enrolled.mailbox().notice().get(1));

        for (Map.Entry<String, String> one : mails.entrySet()) {
            String html = one.getValue();
            browser.get("data:text/html;charset=utf-8;base64,"
                    + Base64.getEncoder().encodeToString(html.getBytes(StandardCharsets.UTF_8)));
            for (Screen screen : Screen.values()) {
                screen.in(browser);
                pictures().take("mail-" + one.getKey(), screen);
                assertThat(browser.script("return document.documentElement.scrollWidth - innerWidth"))
                        .as(one.getKey() + " on " + screen)
                        .isEqualTo(0L);
            }
            Screen.DESKTOP.in(browser);
        }
    }

    private SignIn begin(Member member, String action) {
        return SignIn.at(userPool, new WebPages(), "&kc_action=" + action)
                .send("username", member.name())
                .send("password", Members.PASSWORD);
    }

    /** Also of a client that there is not, and of a session that has ended. */
    @Test
    void what_keycloak_says_when_nothing_goes_on() throws IOException {
        Member member = new Members(userPool, mail).withPassword();
        browser.get(SignIn.address(userPool, "").toString().replace("client_id=app", "client_id=none"));
        browser.text(By.id("kc-error-message"));
        pictures().of("error", line -> line.contains("400 (Bad Request)"));

        visitor.open(userPool, "")
                .name(member.name())
                .password(Members.PASSWORD)
                .assertSignedIn();
        browser.console();
        browser.get(userPool.getBaseUrl() + "/protocol/openid-connect/logout?client_id=app");
        browser.await(b -> !b.findElements(By.id("kc-logout")).isEmpty());
        assertGood("sign-out");
        visitor.press(By.id("kc-logout"));
        browser.text(By.id("kc-info-message"));
        assertGood("signed-out");
    }

    @Test
    void a_client_asks_for_consent_and_a_factor_is_given_up() throws IOException {
        Member member = new Members(userPool, mail).withApp(Totp.SEED);
        consent(true);
        try {
            start(userPool);
            visitor.name(member.name()).password(Members.PASSWORD).until(By.id("otp"));
            browser.find(By.id("otp")).sendKeys(Totp.now());
            browser.find(GO_ON).click();
            browser.await(b -> !b.findElements(By.id("kc-oauth")).isEmpty());
            assertGood("consent");
            browser.find(By.name("accept")).click();
            assertSignedIn();
        } finally {
            consent(false);
        }
        String app = member.user().credentials().stream()
                .filter(credential -> credential.getType().equals("otp"))
                .findFirst()
                .orElseThrow()
                .getId();

        browser.get(
                SignIn.address(userPool, "&kc_action=delete_credential:" + app).toString());
        browser.await(b -> !b.findElements(By.id("kc-accept")).isEmpty());
        assertGood("factor-given-up");
        browser.find(By.id("kc-accept")).click();

        assertSignedIn();
        assertThat(member.user().credentials())
                .extracting(CredentialRepresentation::getType)
                .doesNotContain("otp");
    }

    private void consent(boolean required) {
        ClientRepresentation app =
                userPool.admin().clients().findByClientId("app").get(0);
        app.setConsentRequired(required);
        userPool.admin().clients().get(app.getId()).update(app);
    }

    @Test
    void german_speakers_are_asked_in_german() throws IOException {
        browser.get(SignIn.address(passwordless, "&ui_locales=de").toString());
        browser.find(By.id("username")).sendKeys("niemand");
        browser.find(GO_ON).click();

        assertThat(browser.text(By.tagName("h1"))).isEqualTo("Code eingeben");
        assertGood("code-german");
    }

    private void start(ManagedRealm at) {
        browser.get(SignIn.address(at, "").toString());
        browser.await(b -> !b.findElements(By.id("username")).isEmpty());
    }

    private void assertSignedIn() {
        browser.await(b -> Objects.requireNonNull(b.getCurrentUrl()).contains("code="));
        browser.console();
    }

    private void assertGood(String page) throws IOException {
        pictures().of(page);
    }

    private Pictures pictures() {
        return new Pictures(browser);
    }
}
