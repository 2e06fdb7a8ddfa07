package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Chromium;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.keycloak.testframework.realm.ManagedRealm;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;

/** Somebody at a browser, who goes from page to page: every step ends when the page after it is there. */
final class Visitor {
    /** The page behind the code of a sign-in, where nobody answers. */
    private static final Pattern APP = Pattern.compile("http://localhost:3000/\\S*[?&]code=\\S+");

    private static final By CODE = By.id("code");
    private static final By CONTINUE = By.id("loginContinueLink");
    private static final By RESEND = By.id("cloakpool-resend");
    private static final By FORGOTTEN = By.cssSelector("a[href*='reset-credentials']");
    private static final By RECOVER = By.cssSelector("#kc-reset-password-form [type=submit]");
    private static final By NEW_PASSWORD = By.cssSelector("#kc-passwd-update-form [type=submit]");
    private static final By SIGN_UP = By.cssSelector("#kc-form-buttons [type=submit]");

    private final Chromium browser;
    private int pages;

    Visitor(Chromium browser) {
        this.browser = browser;
    }

    /** Comes from the app. */
    Visitor open(ManagedRealm realm, String more) {
        return go(SignIn.address(realm, more).toString());
    }

    /** Goes to an address. */
    Visitor go(String address) {
        return leave(() -> browser.get(address));
    }

    /** Says who they are. */
    Visitor name(String name) {
        return fill("username", name).press(By.id("kc-login"));
    }

    Visitor password(String password) {
        return fill("password", password).press(By.id("kc-login"));
    }

    Visitor code(String code) {
        return fill("code", code).press(By.id("kc-login"));
    }

    /** Presses the button that asks for another code, which can be pressed only once it is time. */
    Visitor resend() {
        browser.await(b -> b.findElement(RESEND).isEnabled());
        return press(RESEND);
    }

    /** Follows the link of whoever has forgotten the password, and says who they are there. */
    Visitor forgotten(String name) {
        return press(FORGOTTEN).fill("username", name).press(RECOVER);
    }

    Visitor newPassword(String password) {
        return fill("password-new", password).fill("password-confirm", password).press(NEW_PASSWORD);
    }

    /** Says what a new account is to have. */
    Visitor account(String name, String password) {
        return fill("username", name)
                .fill("password", password)
                .fill("password-confirm", password)
                .press(SIGN_UP);
    }

    /** Goes to the company's provider, which says this of them. */
    Visitor company(Map<String, ?> claims) {
        return go(ProviderStandIn.INSTANCE.oidc(provider("oidc"), claims).toString());
    }

    /** Goes to another provider, at this address. */
    URI provider(String alias) {
        press(By.cssSelector("a[href*='/broker/" + alias + "/login']"));
        return URI.create(browser.address());
    }

    /** Has the page that is shown, whosever it is, send a form. */
    Visitor send(URI action, Map<String, String> fields) {
        return leave(() -> browser.script(
                """
                const form = document.createElement("form");
                form.method = "post";
                form.action = arguments[0];
                for (const [name, value] of Object.entries(arguments[1])) {
                  const field = document.createElement("input");
                  field.type = "hidden";
                  field.name = name;
                  field.value = value;
                  form.append(field);
                }
                document.body.append(form);
                form.submit();
                """,
                action.toString(),
                fields));
    }

    /** Has the passkey on the page answer, whatever the page asks it for. */
    Visitor passkey() {
        return press(By.id("authenticateWebAuthnButton"));
    }

    /** Makes a passkey on the page for it. */
    Visitor newPasskey() {
        return leave(() -> {
            browser.find(By.id("registerWebAuthn")).click();
            browser.accept();
        });
    }

    /** Goes to the page with the other ways to go on, and takes the one of this name. */
    Visitor anotherWay(String name) {
        return press(By.id("try-another-way")).way(name);
    }

    /** Takes one of the ways on the page. */
    Visitor way(String name) {
        return press(By.xpath("//*[@role='button'][contains(., '" + name + "')]"));
    }

    /** The session ends; what the browser remembers stays. */
    Visitor signOut(ManagedRealm realm) {
        return go(realm.getBaseUrl() + "/protocol/openid-connect/logout?client_id=app")
                .press(By.id("kc-logout"));
    }

    /** Waits where pages lead on by themselves. */
    Visitor until(By what) {
        browser.await(b -> !b.findElements(what).isEmpty());
        return this;
    }

    Visitor fill(String field, String text) {
        WebElement element = browser.find(By.id(field));
        element.clear();
        element.sendKeys(text);
        return this;
    }

    Visitor press(By what) {
        return leave(() -> browser.find(what).click());
    }

    Visitor back() {
        return leave(browser::back);
    }

    Visitor forward() {
        return leave(browser::forward);
    }

    /** After going back: by the link of the page that says it is over, or by the browser's button. */
    Visitor goOn() {
        return sees(CONTINUE) ? press(CONTINUE) : forward();
    }

    Visitor reload() {
        return leave(browser::reload);
    }

    boolean sees(By what) {
        return browser.sees(what);
    }

    /** Everything on the page. */
    String text() {
        return browser.text(By.tagName("body"));
    }

    void assertAskedForCode() {
        assertThat(sees(CODE)).as(where()).isTrue();
    }

    /** Says what is wrong with the code. */
    void assertTold(String error) {
        assertThat(browser.text(By.id("input-error-code"))).as(where()).isEqualTo(error);
    }

    /** The tab is or will be at the app, with the code of a sign-in. */
    void assertSignedIn() {
        try {
            browser.await(b -> APP.matcher(String.valueOf(b.getCurrentUrl())).matches());
        } catch (WebDriverException e) {
            throw new AssertionError("not signed in, but at " + where(), e);
        }
    }

    private String where() {
        return browser.address() + "\n" + text();
    }

    /** Takes a step, and waits until another page than the one of now has been loaded. */
    private Visitor leave(Runnable step) {
        pages++;
        int left = pages;
        browser.script("window.cloakpoolPage = arguments[0]", left);
        try {
            step.run();
        } catch (WebDriverException e) {
            // What leads to the app at once ends where nobody answers.
            if (!String.valueOf(e.getMessage()).contains("ERR_CONNECTION_REFUSED")) {
                throw e;
            }
        }
        browser.await(b -> isAnother(left));
        return this;
    }

    private boolean isAnother(int left) {
        try {
            return Boolean.TRUE.equals(browser.script(
                    "return window.cloakpoolPage !== arguments[0] && document.readyState === 'complete'", left));
        } catch (WebDriverException e) {
            // Between two pages there is none.
            return false;
        }
    }
}
