package io.cloakpool.testsuite.demo;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloakpool.testsuite.server.TemporaryFolder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;

/** A browser of a test's own, with nothing stored. */
public final class Chromium implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** Half a second, as Selenium has it, is longer than most pages take. */
    private static final Duration POLL = Duration.ofMillis(50);
    /** What Chromium's settings of a site are for "do not allow". */
    private static final int BLOCK = 2;

    private final ChromeDriver browser;
    private final TemporaryFolder folder;

    private Chromium(ChromeDriver browser, TemporaryFolder folder) {
        this.browser = browser;
        this.folder = folder;
    }

    /** Ends the test as skipped where there is none. */
    public static Chromium open() {
        return open(new ChromeOptions());
    }

    /** One that its user has told to take no cookies. */
    public static Chromium withoutCookies() {
        ChromeOptions options = new ChromeOptions();
        options.setExperimentalOption("prefs", Map.of("profile.default_content_setting_values.cookies", BLOCK));
        return open(options);
    }

    private static Chromium open(ChromeOptions options) {
        Optional<File> chromium = program("chromium");
        Optional<File> driver = program("chromedriver");
        assumeTrue(
                chromium.isPresent() && driver.isPresent(),
                "SKIPPED: chromium and chromedriver are not installed here, so no browser was tried");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        try {
            // Its driver ends it in a way that leaves the folder of its socket behind.
            TemporaryFolder folder = TemporaryFolder.create("cloakpool-browser-");
            boolean started = false;
            try {
                ChromeDriver browser = new ChromeDriver(
                        new ChromeDriverService.Builder()
                                .usingDriverExecutable(driver.orElseThrow())
                                .withEnvironment(Map.of("TMPDIR", folder.path().toString()))
                                .build(),
                        options.setBinary(chromium.orElseThrow())
                                .addArguments(
                                        "--headless=new",
                                        "--no-sandbox",
                                        "--disable-gpu",
                                        "--no-first-run",
                                        "--disable-background-networking",
                                        "--disable-component-update",
                                        "--disable-sync"));
                folder.endFirst(browser::quit);
                started = true;
                return new Chromium(browser, folder);
            } finally {
                if (!started) {
                    folder.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void get(String address) {
        browser.get(address);
    }

    /** The browser's own button. */
    public void back() {
        browser.navigate().back();
    }

    /** The browser's own button. */
    public void forward() {
        browser.navigate().forward();
    }

    /** The browser's own button. */
    public void reload() {
        browser.navigate().refresh();
    }

    /** The tab that is in front. */
    public String tab() {
        return browser.getWindowHandle();
    }

    /** Brings a tab to the front. */
    public void show(String tab) {
        browser.switchTo().window(tab);
    }

    /** Opens an empty tab in front of the others. */
    public void openTab() {
        browser.switchTo().newWindow(WindowType.TAB);
    }

    /** Closes all tabs but one, which is empty then. */
    public void clearTabs() {
        openTab();
        String empty = tab();
        for (String other : browser.getWindowHandles()) {
            if (!other.equals(empty)) {
                browser.switchTo().window(other).close();
            }
        }
        show(empty);
    }

    /** Signs in on the pages that the page that was asked for leads to: one for name and password, or one for each. */
    public void signIn(String user, String password) {
        await(b -> !b.findElements(By.id("username")).isEmpty());
        find(By.id("username")).sendKeys(user);
        if (browser.findElements(By.id("password")).isEmpty()) {
            find(By.id("kc-login")).click();
            await(b -> !b.findElements(By.id("password")).isEmpty());
        }
        find(By.id("password")).sendKeys(password);
        find(By.id("kc-login")).click();
    }

    public WebElement find(By what) {
        return browser.findElement(what);
    }

    /** Whether there is such a thing on the page. */
    public boolean sees(By what) {
        return !browser.findElements(what).isEmpty();
    }

    /** Waits until something holds, and after a minute fails with what the page says instead. */
    public void await(Function<WebDriver, Boolean> condition) {
        new WebDriverWait(browser, LIMIT, POLL)
                .withMessage(() -> address() + " says:\n" + script("return document.body?.innerText"))
                .until(condition);
    }

    /** Waits for a text on the page, and gives it. */
    public String text(By what) {
        await(b -> b.findElements(what).stream()
                .anyMatch(element -> !element.getText().isEmpty()));
        return find(what).getText();
    }

    /** For people who look at what the test saw. */
    public void picture(String name) throws IOException {
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", name), browser.getScreenshotAs(OutputType.BYTES));
    }

    /** The screen that pages see from now on, and the colours that their reader likes. */
    public void emulate(int width, int height, boolean dark) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** Forgets who was signed in, and what the console said until now. */
    public void forget() {
        browser.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        console();
    }

    /** Warnings and errors of pages since the last time. */
    public List<String> console() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Runs a script in the page, and gives what it returns. */
    public @Nullable Object script(String script, Object... arguments) {
        return browser.executeScript(script, arguments);
    }

    /** Runs a script whose last argument is to be called with the result. */
    public @Nullable Object slowScript(String script, Object... arguments) {
        browser.manage().timeouts().scriptTimeout(LIMIT);
        return browser.executeAsyncScript(script, arguments);
    }

    /** Where the browser is. */
    public String address() {
        return Objects.requireNonNull(browser.getCurrentUrl());
    }

    /** A passkey device that says yes to everything. */
    public void plugInAuthenticator() {
        browser.addVirtualAuthenticator(new VirtualAuthenticatorOptions()
                .setProtocol(VirtualAuthenticatorOptions.Protocol.CTAP2)
                .setTransport(VirtualAuthenticatorOptions.Transport.INTERNAL)
                .setHasResidentKey(true)
                .setHasUserVerification(true)
                .setIsUserVerified(true));
    }

    /** Says yes to a question of the page. */
    public void accept() {
        new WebDriverWait(browser, LIMIT, POLL)
                .until(ExpectedConditions.alertIsPresent())
                .accept();
    }

    private static Optional<File> program(String name) {
        return Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .map(folder -> new File(folder, name))
                .filter(File::canExecute)
                .findFirst();
    }

    @Override
    public void close() {
        folder.close();
    }
}
