package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.pool.PoolServer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.remote.timeoffset.InjectTimeOffSet;
import org.keycloak.testframework.remote.timeoffset.TimeOffSet;
import org.openqa.selenium.By;

/** What people do with the pages of each flow that asks for a code, in a browser. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class BrowserFlowsTest extends BrowserStage {
    private static final int GUESSES = 5;
    /** Seconds after which a sign-in is over, as the recipes are shipped. */
    private static final int HALF_AN_HOUR = 30 * 60 + 1;

    @InjectRealm(config = Recipe.UserPool.class)
    ManagedRealm userPool;

    @InjectRealm(config = Recipe.Passwordless.class, ref = "passwordless")
    ManagedRealm passwordless;

    @InjectRealm(config = Recipe.MfaRequired.class, ref = "mfa-required")
    ManagedRealm mfaRequired;

    @InjectRealm(config = Recipe.Federated.class, ref = "federated")
    ManagedRealm federated;

    @InjectTimeOffSet(enableForCaches = true)
    TimeOffSet time;

    @Override
    Map<Class<? extends Recipe>, ManagedRealm> realms() {
        return Map.of(
                Recipe.UserPool.class,
                userPool,
                Recipe.Passwordless.class,
                passwordless,
                Recipe.MfaRequired.class,
                mfaRequired,
                Recipe.Federated.class,
                federated);
    }

    @ParameterizedTest
    @EnumSource
    void loading_the_page_again_and_going_back_send_nothing_and_the_code_stays_good(CodeFlow flow) {
        Walk walk = flow.of(stage);
        walk.approach();
        String code = walk.code(1);

        visitor.reload();
        visitor.assertAskedForCode();
        visitor.back().goOn();
        visitor.assertAskedForCode();
        visitor.code(code);
        walk.rest();

        visitor.assertSignedIn();
        walk.assertSent(1);
    }

    @ParameterizedTest
    @EnumSource
    void wrong_codes_use_the_code_up_and_lock_the_account(CodeFlow flow) throws IOException {
        Walk walk = flow.of(stage);
        walk.approach();
        String wrong = walk.wrongCode(1);

        for (int i = 1; i < GUESSES; i++) {
            visitor.code(wrong).assertTold("This code is not right.");
        }
        visitor.code(wrong).assertTold("Too many wrong codes. Ask for a new one.");
        pictures(flow, "used-up");
        walk.assertLocked();
        visitor.code(walk.code(1)).assertTold("Too many wrong codes. Ask for a new one.");

        walk.assertSent(1);
        assertThat(visitor.text()).contains("You can ask for a new code in");
    }

    @ParameterizedTest
    @EnumSource
    void two_tabs_ask_for_one_code_and_both_are_at_the_app_in_the_end(CodeFlow flow) {
        Walk walk = flow.of(stage);
        walk.approach();
        String first = browser.tab();
        browser.openTab();
        walk.approach();

        visitor.code(walk.code(1));
        walk.rest();
        visitor.assertSignedIn();

        browser.show(first);
        visitor.assertSignedIn();
        walk.assertSent(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_code_that_is_over_is_told_and_the_next_one_is_good(CodeFlow flow) throws IOException {
        stage.patient();
        Walk walk = flow.of(stage);
        walk.approach();
        String over = walk.code(1);

        time.set((int) flow.lifetime().toSeconds() + 1);
        visitor.code(over).assertTold("This code is no longer valid. Ask for a new one.");
        pictures(flow, "code-over");
        walk.assertSent(1);
        visitor.resend().code(walk.code(2));
        walk.rest();

        visitor.assertSignedIn();
        walk.assertSent(2);
    }

    /** Keycloak keeps nothing of a sign-up to begin it anew. */
    @ParameterizedTest
    @CsvSource({
        "CONFIRMATION, Your login attempt timed out. Login will start from the beginning.",
        "SIGN_UP, It may have expired"
    })
    void whoever_comes_back_after_the_sign_in_is_over_begins_anew(CodeFlow flow, String told) throws IOException {
        Walk walk = flow.of(stage);
        walk.approach();
        String code = walk.code(1);

        time.set(HALF_AN_HOUR);
        visitor.code(code);
        assertThat(visitor.text()).contains(told);
        pictures(flow, "timed-out");
        walk.approach();
        visitor.code(code);
        walk.rest();

        visitor.assertSignedIn();
        walk.assertSent(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"SIGN_UP", "CONFIRMATION"})
    void the_link_of_the_mail_does_nothing_until_its_button_is_pressed(CodeFlow flow) {
        Walk walk = flow.of(stage);
        walk.approach();
        String waiting = browser.tab();
        for (int i = 0; i < 3; i++) {
            assertThat(new WebPages().open(URI.create(walk.link())).status())
                    .as("a mail scanner")
                    .isEqualTo(200);
        }
        browser.openTab();
        visitor.go(walk.link());
        assertThat(visitor.text()).contains("Press the button to confirm that this e-mail address is yours.");

        browser.show(waiting);
        visitor.reload().assertAskedForCode();
        visitor.code(walk.code(1));
        walk.rest();

        visitor.assertSignedIn();
        walk.assertSent(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"SIGN_UP", "CONFIRMATION"})
    void the_button_of_the_link_is_as_good_as_the_code(CodeFlow flow) throws IOException {
        Walk walk = flow.of(stage);
        walk.approach();
        String waiting = browser.tab();
        browser.openTab();
        visitor.go(walk.link()).press(By.id("cloakpool-confirm"));
        assertThat(visitor.text()).contains("Your e-mail address is confirmed.");
        if (flow == CodeFlow.SIGN_UP) {
            new Pictures(browser).of("sign-up-confirmed");
        }

        browser.show(waiting);
        visitor.reload();
        walk.rest();

        visitor.assertSignedIn();
        walk.assertSent(1);
    }

    /** The page is that of all flows: it is judged in one of them. */
    private static void pictures(CodeFlow flow, String page) throws IOException {
        if (flow == CodeFlow.CONFIRMATION) {
            new Pictures(browser).of(page);
        }
    }
}
