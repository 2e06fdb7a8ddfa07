package io.cloakpool.testsuite.userpool;

import io.cloakpool.testsuite.demo.Chromium;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;

/** What tests at a browser share: one browser for a class of them, and for each a visitor whom no page knows and a stage. */
@SuppressWarnings("NullAway.Init")
abstract class BrowserStage {
    static Chromium browser;

    @InjectMailServer
    MailServer mail;

    Visitor visitor;
    Stage stage;

    /** The realms of the recipes that the tests use. */
    abstract Map<Class<? extends Recipe>, ManagedRealm> realms();

    @BeforeAll
    static void openBrowser() {
        browser = Chromium.open();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    final void enter() {
        visitor = new Visitor(browser);
        stage = new Stage(visitor, mail, realms());
    }

    /** Authenticators go with the tab that they were plugged in at. */
    @AfterEach
    final void leave() {
        stage.close();
        browser.clearTabs();
        browser.forget();
    }
}
