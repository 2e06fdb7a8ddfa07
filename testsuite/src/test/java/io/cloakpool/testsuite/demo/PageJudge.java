package io.cloakpool.testsuite.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What every page in the pack's theme must be: readable for everybody, without a script in the page, as wide as the screen. */
public final class PageJudge {
    /** What the rules of WCAG 2.2, levels A and AA, say about a page, one line for each rule that it breaks. */
    private static final String AXE =
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, {
              runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
              resultTypes: ["violations"],
            }).then(
              (result) => done(result.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target).join()}`)),
              (error) => done([String(error)]));
            """;

    private static final String SCRIPTS_IN_PAGE =
            """
            const inline = [...document.querySelectorAll("script:not([src]):not([type='application/json'])")];
            const handlers = [...document.querySelectorAll("*")].filter((e) => [...e.attributes].some((a) => a.name.startsWith("on")));
            const styles = [...document.querySelectorAll("style, [href^='javascript:']")];
            return inline.length + handlers.length + styles.length;
            """;

    /** The narrowest one is that of WCAG's rule about reflow. */
    public enum Screen {
        DESKTOP(1280, false),
        DARK_DESKTOP(1280, true),
        DARK_PHONE(390, true),
        SMALL_PHONE(320, false);

        private final int width;
        private final boolean dark;

        Screen(int width, boolean dark) {
            this.width = width;
            this.dark = dark;
        }

        /** Has pages see this screen from now on. */
        public void in(Chromium browser) {
            browser.emulate(width, 844, dark);
        }
    }

    private final Chromium browser;

    public PageJudge(Chromium browser) {
        this.browser = browser;
    }

    /**
     * Fails for a page that is not as it must be.
     *
     * @param place says which one it is
     * @param expected lines of the console that belong there
     */
    public void judge(String place, Predicate<String> expected) throws IOException {
        assertThat(violations()).as(place).isEmpty();
        assertThat(browser.console()).as(place).filteredOn(expected.negate()).isEmpty();
        assertThat(number(SCRIPTS_IN_PAGE)).as(place).isZero();
        assertThat(number("return document.documentElement.scrollWidth - innerWidth"))
                .as(place)
                .isNotPositive();
        assertThat(String.valueOf(browser.script("return document.body.innerText")))
                .as(place)
                .doesNotContain("??", "${")
                .doesNotContainPattern("\\b[a-z]+[A-Z]\\w*[a-z]\\b");
    }

    private List<?> violations() throws IOException {
        try (InputStream axe = Objects.requireNonNull(Chromium.class.getResourceAsStream("/axe.min.js"))) {
            browser.script(new String(axe.readAllBytes(), UTF_8));
        }
        return (List<?>) Objects.requireNonNull(browser.slowScript(AXE));
    }

    private long number(String script) {
        @Nullable Object value = browser.script(script);
        return ((Number) Objects.requireNonNull(value)).longValue();
    }
}
