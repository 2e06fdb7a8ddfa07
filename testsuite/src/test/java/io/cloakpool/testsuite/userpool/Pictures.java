package io.cloakpool.testsuite.userpool;

import io.cloakpool.testsuite.demo.Chromium;
import io.cloakpool.testsuite.demo.PageJudge;
import io.cloakpool.testsuite.demo.PageJudge.Screen;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Predicate;

/** Pictures of what a browser shows on each screen, for people who look at them. */
record Pictures(Chromium browser) {
    /** Has the page judged as well. */
    void of(String page) throws IOException {
        of(page, line -> false);
    }

    /** @param expected lines of the console that belong there */
    void of(String page, Predicate<String> expected) throws IOException {
        for (Screen screen : Screen.values()) {
            screen.in(browser);
            take(page, screen);
            new PageJudge(browser).judge(page + " on " + screen, expected);
        }
        Screen.DESKTOP.in(browser);
    }

    /** One picture of something that is no page of ours. */
    void take(String page, Screen screen) throws IOException {
        browser.picture(
                "page-" + page + "-" + screen.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".png");
    }
}
