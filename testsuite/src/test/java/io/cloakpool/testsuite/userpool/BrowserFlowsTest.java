package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Chromium;
import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.CodeFlow.Lifetime;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.remote.timeoffset.InjectTimeOffSet;
import org.keycloak.testframework.remote.timeoffset.TimeOffSet;
import org.openqa.selenium.By;

/** What people do with the pages of each flow that asks for a code, in a browser. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class BrowserFlowsTest {
    private static final int GUESSES = 5;
    /** Seconds in which a code is over that is good for minutes, but not the sign-in that asks for it. */
    private static final int MINUTES = 5 * 60 + 1;
    /** Seconds in which every code is over, and every sign-in. */
    private static final int DAY = 24 * 60 * 60 + 1;

    private static Chromium browser;

    @InjectRealm(config = Recipe.UserPool.class)
    ManagedRealm userPool;

    @InjectRealm(config = Recipe.Passwordless.class, ref = "passwordless")
    ManagedRealm passwordless;

    @InjectRealm(config = Recipe.MfaRequired.class, ref = "mfa-required")
    ManagedRealm mfaRequired;

    @InjectMailServer
    MailServer mail;

    @InjectTimeOffSet(enableForCaches = true)
    TimeOffSet time;

    private Visitor visitor;
    private Stage stage;

    @BeforeAll
    static void open() {
        browser = Chromium.open();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void enter() {
        visitor = new Visitor(browser);
        stage = new Stage(
                visitor,
                mail,
                Map.of(
                        Recipe.UserPool.class,
                        userPool,
                        Recipe.Passwordless.class,
                        passwordless,
                        Recipe.MfaRequired.class,
                        mfaRequired));
    }

    @AfterEach
    void leave() {
        stage.close();
        browser.clearTabs();
        browser.forget();
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
    void wrong_codes_use_the_code_up_and_lock_the_account(CodeFlow flow) {
        Walk walk = flow.of(stage);
        walk.approach();
        String wrong = walk.wrongCode(1);

        for (int i = 1; i < GUESSES; i++) {
            visitor.code(wrong).assertTold("This code is not right.");
        }
        visitor.code(wrong).assertTold("Too many wrong codes. Ask for a new one.");
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
    void a_code_that_is_over_is_told_and_the_next_one_is_good(CodeFlow flow) {
        Walk walk = flow.of(stage);
        walk.approach();
        String over = walk.code(1);

        time.set(flow.lifetime() == Lifetime.MINUTES ? MINUTES : DAY);
        visitor.code(over);
        assertThat(visitor.text()).contains(flow.lifetime().over());
        walk.assertSent(1);
        if (flow.lifetime() == Lifetime.MINUTES) {
            visitor.resend();
        } else {
            walk.approach();
        }
        String next = walk.code(2);
        visitor.code(next);
        walk.rest();

        visitor.assertSignedIn();
        walk.assertSent(2);
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
    void the_button_of_the_link_is_as_good_as_the_code(CodeFlow flow) {
        Walk walk = flow.of(stage);
        walk.approach();
        String waiting = browser.tab();
        browser.openTab();
        visitor.go(walk.link()).press(By.id("cloakpool-confirm"));
        assertThat(visitor.text()).contains("Your e-mail address is confirmed.");

        browser.show(waiting);
        visitor.reload();
        walk.rest();

        visitor.assertSignedIn();
        walk.assertSent(1);
    }
}
