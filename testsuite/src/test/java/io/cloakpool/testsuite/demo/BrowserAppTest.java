package io.cloakpool.testsuite.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloakpool.distribution.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import software.amazon.awssdk.services.s3.S3Client;

/** The example of a browser app, used as a person does. */
@ExtendWith(RunningDemo.Extension.class)
class BrowserAppTest {
    private static final String NAME = "a+b & <b>c (1).txt";
    private static final By STATE = By.id("state");
    private static final By PROBLEM = By.id("problem");

    @Test
    void a_user_stores_lists_and_deletes_files(RunningDemo demo, @TempDir Path folder) throws IOException {
        Optional<Path> app = Clients.browserApp();
        assumeTrue(app.isPresent(), Clients.NO_BROWSER_APP);
        Path file = Files.writeString(folder.resolve(NAME), "from the browser");
        int port = URI.create(demo.get("WEB_ORIGIN")).getPort();
        People people = new People(demo);
        People.Person person = people.newPerson();
        try (Chromium browser = Chromium.open()) {
            FreePort.require(port, "the web app of the tests");
            try (WebApp page = WebApp.example(demo, app.orElseThrow(), port)) {
                browser.get("http://localhost:" + page.port() + "/");
                browser.signIn(person.name(), People.PASSWORD);
                browser.await(b -> b.findElement(STATE).getText().startsWith("Identity "));
                browser.picture("browser-app-empty.png");
                assertThat(browser.find(By.id("empty")).isDisplayed()).isTrue();

                browser.find(By.id("file")).sendKeys(file.toString());
                String row = browser.text(By.cssSelector("#files tbody tr"));
                browser.await(b -> b.findElement(STATE).getText().startsWith("Identity "));
                browser.picture("browser-app.png");

                assertThat(row).contains(NAME).contains("16");
                assertThat(browser.find(PROBLEM).isDisplayed()).isFalse();
                Session session = Session.of(demo, people.signIn(person).id());
                assertThat(browser.find(STATE).getText()).contains(session.identity());
                try (S3Client s3 = session.s3()) {
                    assertThat(s3.getObjectAsBytes(
                                            r -> r.bucket(demo.get("BUCKET")).key(session.key(NAME)))
                                    .asUtf8String())
                            .isEqualTo("from the browser");
                }

                browser.find(By.cssSelector("[aria-label^='Delete']")).click();
                browser.await(b -> b.findElement(By.id("empty")).isDisplayed());
                assertThat(browser.find(PROBLEM).isDisplayed()).isFalse();
            }
        }
    }
}
