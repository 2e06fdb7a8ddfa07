package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Chromium;
import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.migration.Totp;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Members.Member;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.OrganizationResource;
import org.keycloak.representations.idm.MemberRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;
import org.openqa.selenium.By;

/** Flows that go on by something else than a code that was sent, and a browser that takes no cookies. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class BrowserSignInTest extends BrowserStage {
    private static final String SEED = "a-seed-of-the-tests-2";
    private static final String NEW_PASSWORD = "Another-password 2 of the tests";
    private static final String WRONG = "Invalid authenticator code.";
    private static final By GO_ON = By.id("kc-login");
    private static final By OTP = By.id("otp");

    @InjectRealm(config = Recipe.UserPool.class)
    ManagedRealm userPool;

    @InjectRealm(config = Recipe.MfaRequired.class, ref = "mfa-required")
    ManagedRealm mfaRequired;

    @InjectRealm(config = Recipe.B2b.class, ref = "b2b")
    ManagedRealm b2b;

    @Override
    Map<Class<? extends Recipe>, ManagedRealm> realms() {
        return Map.of(Recipe.UserPool.class, userPool, Recipe.MfaRequired.class, mfaRequired);
    }

    @BeforeEach
    void secrets() {
        Issued.add(NEW_PASSWORD);
    }

    @Test
    void an_authenticator_app_signs_in_also_after_loading_the_page_again_and_going_back() {
        Member member = new Members(mfaRequired, mail).withApp(SEED);
        visitor.open(mfaRequired, "").name(member.name()).password(Members.PASSWORD);

        visitor.reload();
        assertThat(visitor.sees(OTP)).isTrue();
        visitor.back().goOn();
        assertThat(visitor.sees(OTP)).isTrue();
        visitor.fill("otp", Totp.ofText(SEED)).press(GO_ON);

        visitor.assertSignedIn();
    }

    @Test
    void wrong_codes_of_an_authenticator_app_lock_the_account_and_the_right_one_is_refused_then() {
        Member member = new Members(mfaRequired, mail).withApp(SEED);
        visitor.open(mfaRequired, "").name(member.name()).password(Members.PASSWORD);
        String code = Totp.ofText(SEED);
        String wrong = (code.charAt(0) == '9' ? "0" : "9") + code.substring(1);

        for (int i = 1; i <= Members.FAILURES_UNTIL_LOCKED; i++) {
            visitor.fill("otp", wrong).press(GO_ON);
            assertThat(visitor.text()).contains(WRONG);
            member.awaitFailures(mfaRequired, i);
        }
        visitor.fill("otp", Totp.ofText(SEED)).press(GO_ON);

        assertThat(visitor.text()).contains(WRONG);
        member.unlock(mfaRequired);
        visitor.fill("otp", Totp.ofText(SEED)).press(GO_ON);
        visitor.assertSignedIn();
    }

    @Test
    void whoever_has_lost_the_app_signs_in_by_a_recovery_code() {
        Member member = new Members(mfaRequired, mail).withApp(SEED);
        visitor.open(mfaRequired, "&kc_action=CONFIGURE_RECOVERY_AUTHN_CODES")
                .name(member.name())
                .password(Members.PASSWORD)
                .fill("otp", Totp.ofText(SEED))
                .press(GO_ON);
        String codes = Objects.requireNonNull(
                browser.find(By.name("generatedRecoveryAuthnCodes")).getDomAttribute("value"));
        Stream.of(codes.split(",", -1)).forEach(Issued::add);
        browser.find(By.id("kcRecoveryCodesConfirmationCheck")).click();
        visitor.press(By.id("saveRecoveryAuthnCodesBtn"));
        visitor.assertSignedIn();
        browser.forget();

        visitor.open(mfaRequired, "")
                .name(member.name())
                .password(Members.PASSWORD)
                .anotherWay("Recovery");
        visitor.fill("recoveryCodeInput", codes.split(",", -1)[0]).press(GO_ON);

        visitor.assertSignedIn();
    }

    @Test
    void a_remembered_device_asks_for_the_password_only_and_after_cookies_are_deleted_for_both_factors() {
        stage.steps(Recipe.MfaRequired.class).attributes(Map.of("cloakpool.devices", "ask"));
        Member member = stage.withCodesByMail(Recipe.MfaRequired.class);
        visitor.open(mfaRequired, "")
                .name(member.name())
                .password(Members.PASSWORD)
                .code(member.mailbox().code(1));
        visitor.reload().press(By.id("cloakpool-remember"));
        visitor.assertSignedIn();
        visitor.signOut(mfaRequired);

        visitor.open(mfaRequired, "").name(member.name()).password(Members.PASSWORD);
        visitor.assertSignedIn();
        assertThat(member.mailbox().size()).isEqualTo(1);

        browser.forget();
        visitor.open(mfaRequired, "").name(member.name()).password(Members.PASSWORD);
        visitor.assertAskedForCode();
    }

    @Test
    void a_temporary_password_is_changed_before_the_app_and_one_that_is_a_week_old_is_refused() throws IOException {
        Members members = new Members(userPool, mail);
        Member fresh = members.invited(Duration.ofDays(6));
        Member old = members.invited(Duration.ofDays(8));

        visitor.open(userPool, "").name(old.name()).password(Members.PASSWORD);
        assertThat(visitor.text()).contains("This password has expired.");
        new Pictures(browser).of("password-over");
        visitor.open(userPool, "").name(fresh.name()).password(Members.PASSWORD);
        visitor.reload().newPassword(NEW_PASSWORD);

        visitor.assertSignedIn();
        browser.forget();
        visitor.open(userPool, "").name(fresh.name()).password(Members.PASSWORD);
        assertThat(visitor.text()).contains("Invalid username or password.");
        visitor.password(NEW_PASSWORD).assertSignedIn();
    }

    @Test
    void an_invitation_is_still_good_after_a_mail_scanner_and_makes_a_member() {
        Mailbox mailbox = new Mailbox(mail, "invited-" + UUID.randomUUID() + "@customer.example");
        Issued.add(Members.PASSWORD);
        try (Response invited = organization().members().inviteUser(mailbox.address(), "Ann", "Lee")) {
            assertThat(invited.getStatus()).isEqualTo(204);
        }
        String link = mailbox.link(1);
        new WebPages().open(URI.create(link));
        assertThat(b2b.admin().users().searchByEmail(mailbox.address(), true)).isEmpty();

        visitor.go(link).reload().account(mailbox.address(), Members.PASSWORD);

        UserRepresentation user =
                b2b.admin().users().searchByEmail(mailbox.address(), true).get(0);
        assertThat(user.isEmailVerified()).isTrue();
        assertThat(organization().members().list(0, 100))
                .extracting(MemberRepresentation::getId)
                .contains(user.getId());
        visitor.open(b2b, "").assertSignedIn();
        assertThat(mailbox.size()).isEqualTo(1);
    }

    @Test
    void an_address_is_changed_by_the_link_to_it() throws IOException {
        Member member = new Members(userPool, mail).withPassword();
        Mailbox other = stage.newMailbox();
        visitor.open(userPool, "&kc_action=UPDATE_EMAIL")
                .name(member.name())
                .password(Members.PASSWORD)
                .until(By.id("email"));
        new Pictures(browser).of("new-address");
        visitor.fill("email", other.address()).press(By.id("kc-submit"));
        assertThat(visitor.text()).contains("A confirmation email has been sent to " + other.address());
        new Pictures(browser).of("new-address-sent");
        String link = other.link(1);
        visitor.reload();
        assertThat(member.user().toRepresentation().getEmail()).isEqualTo(member.address());

        assertThat(new WebPages().open(URI.create(link)).status())
                .as("a scanner's visit")
                .isEqualTo(200);
        visitor.go(link);
        assertThat(member.user().toRepresentation().getEmail())
                .as("nobody has pressed anything")
                .isEqualTo(member.address());
        new Pictures(browser).of("new-address-question");
        visitor.press(By.cssSelector("#kc-info-message a"));

        assertThat(member.user().toRepresentation().getEmail()).isEqualTo(other.address());
        assertThat(other.size()).isEqualTo(1);
    }

    /** Asked for a name, for an address: the answer to the first form is the first page that needs a cookie. */
    @Test
    void a_browser_that_takes_no_cookies_is_told_so_on_a_good_page() throws IOException {
        userPool.updateWithCleanup(r -> r.registrationAllowed(true));
        try (Chromium strict = Chromium.withoutCookies()) {
            Visitor careful = new Visitor(strict);
            for (Runnable form : List.<Runnable>of(
                    () -> careful.open(userPool, "").name("somebody"), () -> careful.open(userPool, "&prompt=create")
                            .fill("address", "somebody@example.com")
                            .press(GO_ON))) {
                form.run();

                assertThat(careful.text()).contains("cookies are disabled in your browser");
                new Pictures(strict).of("no-cookies", line -> line.contains("400 (Bad Request)"));
            }
        }
    }

    private OrganizationResource organization() {
        return b2b.admin()
                .organizations()
                .get(b2b.admin().organizations().list(0, 1).get(0).getId());
    }
}
