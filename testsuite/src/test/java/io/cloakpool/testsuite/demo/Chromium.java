package io.cloakpool.testsuite.demo;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A browser of a test's own, with nothing stored. */
final class Chromium implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ChromeDriver browser;

    private Chromium(ChromeDriver browser) {
        this.browser = browser;
    }

    /** Ends the test as skipped where there is none. */
    static Chromium open() {
        Optional<File> chromium = program("chromium");
        Optional<File> driver = program("chromedriver");
        assumeTrue(
                chromium.isPresent() && driver.isPresent(),
                "SKIPPED: chromium and chromedriver are not installed here, so no browser was tried");
        return new Chromium(new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.orElseThrow())
                        .build(),
                new ChromeOptions()
                        .setBinary(chromium.orElseThrow())
                        .addArguments(
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    void get(String address) {
        browser.get(address);
    }

    /** Signs in on Keycloak's page, which the page that was asked for leads to. */
    void signIn(String user, String password) {
        await(b -> !b.findElements(By.id("username")).isEmpty());
        find(By.id("username")).sendKeys(user);
        find(By.id("password")).sendKeys(password);
        find(By.id("kc-login")).click();
    }

    WebElement find(By what) {
        return browser.findElement(what);
    }

    /** Waits until something holds, and fails after a minute. */
    void await(Function<WebDriver, Boolean> condition) {
        new WebDriverWait(browser, LIMIT).until(condition);
    }

    /** Waits for a text on the page, and gives it. */
    String text(By what) {
        await(b -> b.findElements(what).stream()
                .anyMatch(element -> !element.getText().isEmpty()));
        return find(what).getText();
    }

    /** For people who look at what the test saw. */
    void picture(String name) throws IOException {
        Files.write(Path.of("target", name), browser.getScreenshotAs(OutputType.BYTES));
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
        browser.quit();
    }
}
