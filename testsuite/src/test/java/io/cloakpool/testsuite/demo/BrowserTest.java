package io.cloakpool.testsuite.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakpool.distribution.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

/** A browser app: signs in with code and PKCE, and asks the identity pool across origins. */
@ExtendWith(RunningDemo.Extension.class)
class BrowserTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Chromium browser;
    private WebApp app;

    @BeforeEach
    void open(RunningDemo demo) throws IOException {
        browser = Chromium.open();
        URI origin = URI.create(demo.get("WEB_ORIGIN"));
        FreePort.require(origin.getPort(), "the web app of the tests");
        app = WebApp.start(demo, origin.getPort());
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (app != null) {
            app.close();
        }
    }

    @Test
    void a_user_signs_in_with_pkce_and_gets_credentials(RunningDemo demo) throws IOException {
        browser.get(demo.get("WEB_ORIGIN") + "/");
        browser.signIn(demo.get("USERNAME"), demo.get("PASSWORD"));

        JsonNode shown = shown();
        browser.picture("browser.png");

        assertThat(shown.path("error").asText()).isEmpty();
        assertThat(shown.path("identityId").asText()).startsWith(demo.get("REGION") + ":");
        assertThat(shown.path("requestId").asText()).isNotEmpty();
        assertThat(shown.path("accessKeyId").asText()).matches("ASIA[A-Z2-7]{16}");
        assertThat(shown.path("secretLength").asInt()).isEqualTo(40);
        assertThat(shown.path("tokenLength").asInt()).isPositive();
        assertThat(shown.path("secondsLeft").asInt()).isBetween(3500, 3660);
    }

    @Test
    void only_an_origin_of_the_app_may_ask(RunningDemo demo) throws IOException {
        browser.get(demo.get("WEB_ORIGIN") + "/?guest");
        assertThat(shown().path("IdentityId").asText()).startsWith(demo.get("REGION") + ":");

        try (WebApp foreign = WebApp.start(demo, 0)) {
            browser.get("http://localhost:" + foreign.port() + "/?guest");

            assertThat(shown().path("error").asText()).isEqualTo("TypeError: Failed to fetch");
        }
    }

    @Test
    void a_page_of_the_app_may_read_every_door_but_brings_no_cookies(RunningDemo demo) throws IOException {
        browser.get(demo.get("WEB_ORIGIN") + "/?doors");

        JsonNode found = shown();

        assertThat(found.path("pool").asText()).isEqualTo("read 400");
        assertThat(found.path("sts").asText()).isEqualTo("read 400");
        assertThat(found.path("credentials").asText()).isEqualTo("read 401");
        assertThat(found.path("cookies").asText()).as("a call with cookies").isEqualTo("hidden");
        assertThat(found.path("foreignHeader").asText())
                .as("a header of no AWS client")
                .isEqualTo("hidden");
    }

    @Test
    void a_page_of_another_origin_reads_no_door(RunningDemo demo) throws IOException {
        try (WebApp foreign = WebApp.start(demo, 0)) {
            browser.get("http://localhost:" + foreign.port() + "/?doors");

            assertThat(shown().properties()).hasSize(5).allSatisfy(door -> assertThat(
                            door.getValue().asText())
                    .as(door.getKey())
                    .isEqualTo("hidden"));
        }
    }

    @Test
    void a_page_without_an_origin_reads_no_door(RunningDemo demo) throws IOException {
        String script = "fetch('%s/identity-pools/%s/credentials').then(a => a.status, () => 'hidden')"
                .formatted(demo.realm(), demo.get("IDENTITY_POOL_ID"));
        String page =
                "<pre id=result></pre><script>%s.then(found => result.textContent = JSON.stringify({found}))</script>"
                        .formatted(script);
        browser.get("data:text/html,"
                + URLEncoder.encode(page, StandardCharsets.UTF_8).replace("+", "%20"));

        assertThat(shown().path("found").asText()).as("origin null").isEqualTo("hidden");
    }

    @Test
    void who_sends_no_origin_is_answered_without_cors_headers(RunningDemo demo) {
        String door = demo.realm() + "/identity-pools/" + demo.get("IDENTITY_POOL_ID") + "/credentials";
        browser.get(door);
        assertThat(browser.find(By.tagName("body")).getText()).contains("invalid_token");

        for (Http.Answer answer : List.of(Http.get(URI.create(door)), Http.get(URI.create(door), "Origin", "null"))) {
            assertThat(answer.raw().headers().map().keySet())
                    .noneMatch(name -> name.startsWith("access-control-"))
                    .contains("vary");
        }
    }

    private JsonNode shown() throws IOException {
        return JSON.readTree(browser.text(By.id("result")));
    }
}
