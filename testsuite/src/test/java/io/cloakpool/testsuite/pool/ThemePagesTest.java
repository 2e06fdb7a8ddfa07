package io.cloakpool.testsuite.pool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Chromium;
import io.cloakpool.testsuite.demo.PageJudge;
import io.cloakpool.testsuite.demo.PageJudge.Screen;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.realm.UserBuilder;
import org.openqa.selenium.By;

/** Keycloak's pages in the pack's theme, as a browser shows them: readable for everybody, without a script in the page. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class ThemePagesTest {
    private static final String PASSWORD = "a-password-1-of-the-tests";
    private static final By SIGN_IN = By.id("kc-login");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** An image of one point. */
    private static final String RED = "data:image/gif;base64,R0lGODlhAQABAIAAAP8AAP///ywAAAAAAQABAAACAkQBADs=";
    /** The icon that the page names, as data. */
    private static final String ICON =
            """
            const icon = new XMLHttpRequest();
            icon.open("GET", document.querySelector("link[rel=icon]").href, false);
            icon.overrideMimeType("text/plain; charset=x-user-defined");
            icon.send();
            const bytes = [...icon.responseText].map((each) => String.fromCharCode(each.charCodeAt(0) & 255)).join("");
            return `data:${icon.getResponseHeader("Content-Type")};base64,${btoa(bytes)}`;
            """;

    @InjectRealm(config = ThemedRealm.class)
    ManagedRealm realm;

    private static Chromium browser;

    /** A page, and how people come to it: by lambdas, which hold nothing. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Page {
        SIGN_IN((test, browser) -> test.start(ThemedRealm.APP)),
        WRONG_PASSWORD((test, browser) -> {
            test.start(ThemedRealm.APP);
            browser.signIn("nobody", "wrong");
            browser.await(b -> !b.findElements(By.id("input-error-username")).isEmpty());
        }),
        GERMAN((test, browser) -> test.start(ThemedRealm.APP + "&ui_locales=de")),
        JAPANESE((test, browser) -> test.start(ThemedRealm.APP + "&ui_locales=ja")),
        REGISTRATION((test, browser) -> {
            test.start(ThemedRealm.APP);
            browser.find(By.cssSelector("#kc-registration a")).click();
            browser.text(By.id("kc-register-form"));
        }),
        REFUSED_REGISTRATION((test, browser) -> {
            REGISTRATION.open.accept(test, browser);
            browser.find(By.cssSelector("#kc-register-form [type=submit]")).click();
            browser.await(b -> !b.findElements(By.id("input-error-email")).isEmpty());
        }),
        FORGOTTEN_PASSWORD((test, browser) -> {
            test.start(ThemedRealm.APP);
            browser.find(By.cssSelector("a[href*='reset-credentials']")).click();
            browser.text(By.id("kc-reset-password-form"));
        }),
        NEW_PASSWORD((test, browser) -> test.action("UPDATE_PASSWORD")),
        ONE_TIME_PASSWORD((test, browser) -> test.action("CONFIGURE_TOTP")),
        RECOVERY_CODES((test, browser) -> test.action("CONFIGURE_RECOVERY_AUTHN_CODES")),
        PASSKEY((test, browser) -> test.action("webauthn-register")),
        PROFILE((test, browser) -> test.action("UPDATE_PROFILE")),
        SIGN_OUT((test, browser) -> browser.get(test.realm.getBaseUrl() + "/protocol/openid-connect/logout")),
        ERROR((test, browser) -> test.start("unknown"));

        private final BiConsumer<ThemePagesTest, Chromium> open;

        Page(BiConsumer<ThemePagesTest, Chromium> open) {
            this.open = open;
        }
    }

    private record Seen(
            String background,
            String backgroundImage,
            String text,
            String radius,
            String logo,
            String icon,
            String letterSpacing) {}

    @BeforeAll
    static void open() {
        browser = Chromium.open();
    }

    /** Screens and authenticators go with the tab that they were set for. */
    @AfterEach
    void leave() {
        browser.clearTabs();
        browser.forget();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_page_is_accessible_and_scriptless_on_each_screen(Page page) throws IOException {
        for (Screen screen : Screen.values()) {
            browser.forget();
            screen.in(browser);
            page.open.accept(this, browser);

            new PageJudge(browser)
                    .judge(page + " on " + screen, line -> page == Page.ERROR && line.contains("400 (Bad Request)"));
        }
    }

    @Test
    void page_carries_a_policy_that_runs_no_script_of_the_page() {
        start(ThemedRealm.APP);

        browser.script(
                "const s = document.createElement('script'); s.textContent = 'window.intruder = 1';"
                        + " document.body.append(s); document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.intruder = 1\">')");

        assertThat(browser.console()).anyMatch(line -> line.contains("Content Security Policy"));
        assertThat(browser.script("return window.intruder === undefined")).isEqualTo(true);
    }

    @Test
    void branding_of_the_realm_is_seen_on_the_next_page_and_a_client_may_have_its_own() throws Exception {
        start(ThemedRealm.APP);
        String before = buttonColour();
        realm.updateWithCleanup(r -> r.attribute("cloakpool.branding.primary-color", "#0a7a3c"));

        start(ThemedRealm.APP);
        String ofRealm = buttonColour();
        start(ThemedRealm.BRANDED_APP);
        String ofClient = buttonColour();

        assertThat(before).isEqualTo("rgb(11, 87, 208)");
        assertThat(ofRealm).isEqualTo("rgb(10, 122, 60)");
        assertThat(ofClient).isEqualTo("rgb(122, 10, 60)");
        assertThat(css("?client_id=unknown").body()).isEqualTo(css("").body());
        assertThat(css("?client_id=" + "x".repeat(5000)).body()).isEqualTo(css("").body());
    }

    @Test
    void all_of_a_branding_is_seen_and_a_client_may_have_its_own_of_each() {
        realm.updateWithCleanup(r -> r.attribute("cloakpool.branding.background-color", "#d0e0f0")
                .attribute("cloakpool.branding.background-image", RED)
                .attribute("cloakpool.branding.text-color", "#202060")
                .attribute("cloakpool.branding.radius", "3")
                .attribute("cloakpool.branding.logo", RED)
                .attribute("cloakpool.branding.favicon", RED)
                .attribute("cloakpool.branding.css", "#kc-login { letter-spacing: 3px; }"));

        assertThat(branding(ThemedRealm.APP))
                .isEqualTo(new Seen("rgb(208, 224, 240)", RED, "rgb(32, 32, 96)", "3px", RED, RED, "3px"));
        assertThat(branding(ThemedRealm.BRANDED_APP))
                .as("clients have no CSS unless the realm says so")
                .isEqualTo(new Seen(
                        "rgb(240, 224, 208)",
                        ThemedRealm.BLUE,
                        "rgb(96, 32, 32)",
                        "20px",
                        ThemedRealm.BLUE,
                        ThemedRealm.BLUE,
                        "3px"));
        realm.updateWithCleanup(r -> r.attribute("cloakpool.branding.client-css", "true"));
        assertThat(branding(ThemedRealm.BRANDED_APP).letterSpacing()).isEqualTo("5px");
    }

    @Test
    void a_dark_screen_gets_dark_pages_unless_the_realm_has_none() {
        realm.updateWithCleanup(r -> r.attribute("cloakpool.branding.background-color-dark", "#102030"));
        Screen.DARK_DESKTOP.in(browser);
        assertThat(branding(ThemedRealm.APP).background()).isEqualTo("rgb(16, 32, 48)");

        realm.updateWithCleanup(r -> r.attribute("darkMode", "false"));

        assertThat(branding(ThemedRealm.APP).background()).isEqualTo("rgb(238, 241, 246)");
        assertThat(browser.find(By.cssSelector("meta[name='color-scheme']")).getDomAttribute("content"))
                .isEqualTo("light");
    }

    @Test
    void style_sheet_is_sent_again_only_when_it_changed_and_never_as_a_page() throws Exception {
        HttpResponse<String> first = css("");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        assertThat(first.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/css"));
        assertThat(first.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(tag).startsWith("\"");
        assertThat(css("", "If-None-Match", tag).statusCode()).isEqualTo(304);
        realm.updateWithCleanup(r -> r.attribute("cloakpool.branding.radius", "3"));
        assertThat(css("", "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void branding_cannot_leave_its_style_sheet() {
        realm.updateWithCleanup(
                r -> r.attribute("cloakpool.branding.logo", "/x\");}</style><script>window.intruder=1</script>")
                        .attribute("cloakpool.branding.css", "@import url(https://attacker.example/x.css);")
                        .attribute(
                                "cloakpool.branding.background-image",
                                "https://attacker.example/a\"); } body { display: none; } /*"));

        start(ThemedRealm.APP);

        assertThat(browser.find(SIGN_IN).isDisplayed()).isTrue();
        assertThat(browser.script("return window.intruder === undefined")).isEqualTo(true);
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void text_above_the_form_is_localization_of_the_realm_and_of_the_client() {
        realm.admin().localization().saveRealmLocalizationText("en", "cloakpoolIntro", "For everybody.");
        realm.admin()
                .localization()
                .saveRealmLocalizationText("en", "cloakpoolIntro." + ThemedRealm.BRANDED_APP, "For <b>one</b>.");
        try {
            start(ThemedRealm.APP);
            String ofRealm = browser.text(By.className("cloakpool-intro"));
            start(ThemedRealm.BRANDED_APP);

            assertThat(ofRealm).isEqualTo("For everybody.");
            assertThat(browser.text(By.className("cloakpool-intro"))).isEqualTo("For one.");
        } finally {
            realm.admin().localization().deleteRealmLocalizationTexts("en");
        }
    }

    /** Keycloak's own script for it does not run under the policy. */
    @Test
    void passkey_is_made_and_signs_in() {
        browser.plugInAuthenticator();
        action("webauthn-register-passwordless");
        browser.find(By.id("registerWebAuthn")).click();
        browser.accept();
        browser.await(b -> Objects.requireNonNull(b.getCurrentUrl()).contains("code="));
        browser.forget();

        start(ThemedRealm.APP);
        if (!browser.address().contains("code=")) {
            browser.script("document.getElementById('authenticateWebAuthnButton')?.click()");
        }

        browser.await(b -> Objects.requireNonNull(b.getCurrentUrl()).contains("code="));
    }

    @Test
    void password_that_breaks_the_rules_is_named_before_it_is_sent() {
        Page.REGISTRATION.open.accept(this, browser);

        browser.find(By.id("password")).sendKeys("abc");
        browser.find(By.id("password-confirm")).sendKeys("abc");

        assertThat(browser.text(By.id("input-error-container-password"))).contains("8");
    }

    @Test
    void page_that_answers_a_form_can_be_loaded_again() {
        Page.WRONG_PASSWORD.open.accept(this, browser);

        assertThat(browser.address()).contains("/login-actions/authenticate").doesNotContain("session_code");
        browser.get(browser.address());
        assertThat(browser.find(SIGN_IN).isDisplayed()).isTrue();
    }

    @Test
    void language_is_chosen_on_the_page() {
        start(ThemedRealm.APP);

        browser.script(
                "const s = document.getElementById('login-select-toggle');"
                        + "s.value = [...s.options].find(o => o.text.includes('Deutsch')).value; s.dispatchEvent(new Event('change'))");

        browser.await(b -> "de".equals(b.findElement(By.tagName("html")).getDomAttribute("lang")));
    }

    @Test
    void recovery_codes_are_confirmed_before_they_are_saved() {
        action("CONFIGURE_RECOVERY_AUTHN_CODES");
        boolean before = browser.find(By.id("saveRecoveryAuthnCodesBtn")).isEnabled();

        browser.find(By.id("kcRecoveryCodesConfirmationCheck")).click();

        assertThat(before).isFalse();
        assertThat(browser.find(By.id("saveRecoveryAuthnCodesBtn")).isEnabled()).isTrue();
    }

    /** As browsers do that keep pages, in an order that none of them can be made to: left without a word, or by sending a form. */
    @Test
    void page_that_the_browser_kept_can_be_sent_again_and_asks_for_a_session_once_at_a_time() {
        start(ThemedRealm.APP);
        browser.await(b -> b.findElement(SIGN_IN).isEnabled());
        browser.script("window.waiting = new Set(); const set = setTimeout, clear = clearTimeout;"
                + "window.setTimeout = (f, ms) => { const id = set(() => { waiting.delete(id); f(); }, ms);"
                + " if (ms === 2000) { waiting.add(id); } return id; };"
                + "window.clearTimeout = id => { waiting.delete(id); clear(id); };");
        browser.await(b -> polls() == 1);

        comeBack();
        assertThat(polls()).as("it never stopped").isEqualTo(1);

        browser.script(
                "const f = document.getElementById('kc-form-login'); f.addEventListener('submit', e => e.preventDefault());"
                        + "f.dispatchEvent(new SubmitEvent('submit', {cancelable: true}))");
        assertThat(browser.find(SIGN_IN).isEnabled()).isFalse();
        assertThat(polls()).isZero();
        comeBack();
        assertThat(browser.find(SIGN_IN).isEnabled()).isTrue();
        assertThat(polls()).isEqualTo(1);
    }

    @Test
    void link_of_a_page_that_the_browser_kept_leads_on_again() {
        start(ThemedRealm.APP);
        browser.await(b -> b.findElement(SIGN_IN).isEnabled());
        browser.script(
                "document.body.insertAdjacentHTML('beforeend', '<a id=\"once\" data-once-link data-disabled-class=\"off\" href=\"#there\">');"
                        + "document.getElementById('once').click(); history.replaceState({}, '', '#'); document.getElementById('once').click()");
        assertThat(browser.script("return location.hash")).as("clicked twice").isEqualTo("");

        comeBack();
        browser.script("document.getElementById('once').click()");

        assertThat(browser.script("return location.hash")).isEqualTo("#there");
    }

    private void comeBack() {
        browser.script("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))");
    }

    /** How many times the page is going to ask whether there is a session. */
    private long polls() {
        return (Long) Objects.requireNonNull(browser.script("return waiting.size"));
    }

    private void start(String client) {
        browser.get(realm.getBaseUrl() + "/protocol/openid-connect/auth?response_type=code&scope=openid"
                + "&redirect_uri=http://localhost:8080/done&client_id=" + client);
    }

    /** Signs somebody in who has something to do first. */
    private void action(String action) {
        String name = "user-" + UUID.randomUUID();
        try (Response made = realm.admin()
                .users()
                .create(UserBuilder.create(name)
                        .enabled(true)
                        .name("First", "Last")
                        .email(name + "@example.com")
                        .emailVerified(true)
                        .password(PASSWORD)
                        .requiredActions(action)
                        .build())) {
            assertThat(made.getStatus()).isEqualTo(201);
        }
        start(ThemedRealm.APP);
        browser.signIn(name, PASSWORD);
        browser.await(b -> Objects.requireNonNull(b.getCurrentUrl()).contains("required-action"));
    }

    /** What the sign-in page of a client looks like; images as data. */
    private Seen branding(String client) {
        start(client);
        return new Seen(
                style("html", "backgroundColor"),
                image(style("body", "backgroundImage")),
                style(".pf-v5-c-login__main", "color"),
                style(".pf-v5-c-login__main", "borderTopLeftRadius"),
                image(style("#kc-header-wrapper", "backgroundImage")),
                String.valueOf(browser.script(ICON)),
                style("#kc-login", "letterSpacing"));
    }

    private static String style(String selector, String property) {
        return String.valueOf(browser.script(
                "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]", selector, property));
    }

    private static String image(String computed) {
        return computed.replaceFirst("^url\\(\"(.*)\"\\)$", "$1");
    }

    private String buttonColour() {
        return String.valueOf(
                browser.script("return getComputedStyle(document.getElementById('kc-login')).backgroundColor"));
    }

    private HttpResponse<String> css(String query, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(realm.getBaseUrl() + "/cloakpool-branding/branding.css" + query));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }
}
