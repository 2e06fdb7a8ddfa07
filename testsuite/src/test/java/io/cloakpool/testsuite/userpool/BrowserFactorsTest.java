package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Members.Member;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;
import org.openqa.selenium.By;

/** Factors side by side, and those that are neither a password nor a code that was sent. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class BrowserFactorsTest extends BrowserStage {
    private static final String FLOW = "user pool browser";
    private static final String NUMBER = "4711-0815-2323";
    private static final String WRONG_ANSWER = "This answer is not right.";
    private static final String BY_MAIL = "Code by e-mail";
    private static final String BY_TEXT = "Code by text message";
    private static final By PASSKEY = By.id("authenticateWebAuthnButton");
    private static final By PASSWORD = By.id("password");
    private static final By ANSWER = By.id("answer");
    private static final By GO_ON = By.id("kc-login");

    @InjectRealm(config = Recipe.UserPool.class)
    ManagedRealm userPool;

    @InjectRealm(config = Recipe.MfaRequired.class, ref = "mfa-required")
    ManagedRealm mfaRequired;

    @Override
    Map<Class<? extends Recipe>, ManagedRealm> realms() {
        return Map.of(Recipe.UserPool.class, userPool, Recipe.MfaRequired.class, mfaRequired);
    }

    @Test
    void a_passkey_is_set_up_as_the_second_factor_and_asked_for_from_then_on() throws IOException {
        browser.plugInAuthenticator();
        Member member = new Members(mfaRequired, mail).withPassword();
        password(member).press(By.cssSelector("button[value='webauthn-register']"));
        assertThat(member.credentials()).containsExactly("password");
        visitor.reload().newPasskey().assertSignedIn();
        assertThat(member.credentials()).containsExactlyInAnyOrder("password", "webauthn");
        browser.forget();

        password(member);
        new Pictures(browser).of("passkey");
        visitor.reload();
        assertThat(visitor.sees(PASSKEY)).isTrue();
        visitor.back().goOn();
        visitor.passkey().assertSignedIn();
    }

    @Test
    void whoever_has_not_got_the_passkey_at_hand_goes_another_way_and_no_other_passkey_will_do() throws IOException {
        browser.plugInAuthenticator();
        Member member = new Members(mfaRequired, mail).withPassword();
        password(member)
                .press(By.cssSelector("button[value='webauthn-register']"))
                .newPasskey();
        visitor.open(mfaRequired, "&kc_action=cloakpool-email-code-enrolment")
                .code(member.mailbox().code(1))
                .assertSignedIn();
        browser.clearTabs();
        browser.forget();
        browser.plugInAuthenticator();

        password(member).passkey();
        assertThat(visitor.sees(By.id("kc-try-again"))).as(visitor.text()).isTrue();
        new Pictures(browser).of("passkey-failed");
        visitor.press(By.id("kc-try-again")).anotherWay(BY_MAIL);
        visitor.assertAskedForCode();
        String code = member.mailbox().code(2);
        visitor.reload();
        assertThat(visitor.sees(PASSKEY)).as("the way of before").isTrue();
        visitor.anotherWay(BY_MAIL).code(code).assertSignedIn();
        assertThat(member.mailbox().size()).isEqualTo(2);
    }

    @Test
    void of_four_ways_to_sign_in_each_may_be_chosen_and_the_last_one_comes_first() {
        stage.texting(Recipe.UserPool.class)
                .require(FLOW, "cloakpool-email-code-sign-in", "ALTERNATIVE")
                .require(FLOW, "cloakpool-sms-code-sign-in", "ALTERNATIVE");
        String number = Stage.newNumber();
        Walk.Arrivals texts = stage.textsTo(number);
        Member member = new Members(userPool, mail).withNumber(number);
        browser.plugInAuthenticator();
        visitor.open(userPool, "&kc_action=webauthn-register-passwordless").name(member.name());
        assertThat(visitor.sees(PASSWORD)).as("nothing is remembered yet").isTrue();
        visitor.password(Members.PASSWORD).newPasskey().assertSignedIn();
        String atThePasskey = browser.tab();
        visitor.signOut(userPool);
        browser.openTab();

        visitor.open(userPool, "");
        assertThat(visitor.sees(PASSKEY)).isTrue();
        visitor.name(member.name()).press(By.id("try-another-way"));
        assertThat(visitor.text()).contains("Password", BY_MAIL, BY_TEXT);
        visitor.way(BY_TEXT).reload().code(texts.code(1)).assertSignedIn();
        visitor.signOut(userPool);

        visitor.open(userPool, "").name(member.name());
        visitor.reload().code(texts.code(2)).assertSignedIn();
        visitor.signOut(userPool);

        visitor.open(userPool, "").name(member.name()).anotherWay(BY_MAIL);
        visitor.code(member.mailbox().code(1)).assertSignedIn();
        visitor.signOut(userPool);

        visitor.open(userPool, "").name(member.name()).code(member.mailbox().code(2));
        visitor.assertSignedIn();
        visitor.signOut(userPool);

        visitor.open(userPool, "").name(member.name()).anotherWay("Password");
        visitor.password(Members.PASSWORD).assertSignedIn();
        visitor.signOut(userPool);
        visitor.open(userPool, "").name(member.name());
        assertThat(visitor.sees(PASSWORD)).as("the last one").isTrue();

        browser.show(atThePasskey);
        visitor.open(userPool, "").assertSignedIn();
    }

    @Test
    void a_question_of_the_realms_own_is_answered_in_place_of_a_password() throws IOException {
        stage.challenge(Recipe.UserPool.class);
        Member member = new Members(userPool, mail).customer(NUMBER);
        visitor.open(userPool, "").name(member.name());
        assertThat(visitor.text()).contains("Customer number");

        answer("0000-0000-0000");
        assertThat(visitor.text()).contains(WRONG_ANSWER);
        new Pictures(browser).of("challenge-wrong");
        visitor.reload();
        assertThat(visitor.text()).contains("Customer number");
        visitor.back().goOn();
        assertThat(visitor.sees(ANSWER)).isTrue();
        String first = browser.tab();
        browser.openTab();
        visitor.open(userPool, "").name(member.name());
        answer(NUMBER);

        visitor.assertSignedIn();
        browser.show(first);
        visitor.assertSignedIn();
    }

    @Test
    void wrong_answers_lock_the_account_and_the_right_one_is_refused_then() {
        stage.challenge(Recipe.UserPool.class);
        Member member = new Members(userPool, mail).customer(NUMBER);
        visitor.open(userPool, "").name(member.name());
        for (int i = 1; i <= Members.FAILURES_UNTIL_LOCKED; i++) {
            answer("0000-0000-0000");
            member.awaitFailures(userPool, i);
        }

        answer(NUMBER);

        assertThat(visitor.text()).contains(WRONG_ANSWER);
        assertThat(member.user().getUserSessions()).isEmpty();
    }

    private void answer(String text) {
        visitor.fill("answer", text).press(GO_ON);
    }

    private Visitor password(Member member) {
        return visitor.open(mfaRequired, "").name(member.name()).password(Members.PASSWORD);
    }
}
