package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.distribution.FreePort;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.Realm;
import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.demo.WebPages.Page;
import io.cloakpool.testsuite.userpool.Mailbox;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.keycloak.testframework.mail.MailServer;

/**
 * The realm of {@code passwordless.json} on servers of a test's own, with a mail server of the test's. Accounts do not lock there, so that
 * the limits of codes themselves are seen.
 */
final class Passwordless implements AutoCloseable {
    private static final String RECIPE = "/realm-exports/passwordless.json";
    private static final String DOMAIN = "@example.com";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    /** Where mails of a realm go to. */
    private static final String HOST = "127.0.0.1";

    private final Realm realm;
    private final MailServer mails;

    private Passwordless(Realm realm, MailServer mails) {
        this.realm = realm;
        this.mails = mails;
    }

    /** Imports the realm by any node. */
    static Passwordless importInto(Realm demo) throws IOException {
        int port = FreePort.pick();
        Realm realm = new Realm(demo.keycloak(), "passwordless", demo.administrator(), demo.password());
        Http.Answer made =
                Http.json("POST", URI.create(demo.keycloak() + "/admin/realms"), recipe(port), demo.bearer());
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return new Passwordless(realm, new MailServer(HOST, port));
    }

    /** The same realm by another node, or by the same after a restart. */
    Passwordless by(URI keycloak) {
        return new Passwordless(new Realm(keycloak, realm.name(), realm.administrator(), realm.password()), mails);
    }

    /** The mails to a user. */
    Mailbox mailbox(String user) {
        return new Mailbox(mails, user + DOMAIN);
    }

    @Override
    public void close() {
        mails.stop();
    }

    /** Somebody whose address is confirmed. */
    String newUser() {
        String name = "user-" + UUID.randomUUID();
        Http.Answer made = Http.json(
                "POST",
                URI.create(realm.admin() + "/users"),
                Map.of("username", name, "enabled", true, "email", name + DOMAIN, "emailVerified", true),
                realm.bearer());
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return name;
    }

    /** A sign-in that has asked for a code. */
    record Attempt(WebPages browser, Page page, URI keycloak) {
        /** Makes a guess where the code was asked for. */
        Page guess(String code) {
            return guess(keycloak, code);
        }

        /** Makes a guess at any node. */
        Page guess(URI keycloak, String code) {
            URI form = page.form();
            return browser.send(
                    URI.create(keycloak + form.getRawPath() + "?" + form.getRawQuery()), Map.of("code", code));
        }
    }

    /** In a browser of its own. */
    Attempt ask(String user) {
        return ask(new WebPages(), user);
    }

    /** In a new tab. The tabs of a browser are one sign-in to Keycloak, and each has an address for guesses of its own. */
    Attempt ask(WebPages browser, String user) {
        Page name = browser.open(URI.create(realm.uri()
                + "/protocol/openid-connect/auth?response_type=code&scope=openid&client_id=app"
                + "&redirect_uri=http%3A%2F%2Flocalhost%3A3000%2F&code_challenge_method=S256&code_challenge="
                + CHALLENGE));
        URI form = name.form();
        return new Attempt(
                browser,
                browser.send(
                        URI.create(realm.keycloak() + form.getRawPath() + "?" + form.getRawQuery()),
                        Map.of("username", user)),
                realm.keycloak());
    }

    private static JsonNode recipe(int mailPort) {
        try (InputStream file = Objects.requireNonNull(Passwordless.class.getResourceAsStream(RECIPE), RECIPE)) {
            ObjectMapper json = new ObjectMapper();
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            ObjectNode realm = (ObjectNode)
                    json.readTree(text.replace("${WEB_ORIGIN:http://localhost:3000}", "http://localhost:3000"));
            realm.put("bruteForceProtected", false);
            realm.putObject("smtpServer")
                    .put("host", HOST)
                    .put("port", Integer.toString(mailPort))
                    .put("from", "pool@example.com");
            // What these tests ask by another port than the page says is asked over plain HTTP.
            realm.put("sslRequired", "none");
            return realm;
        } catch (IOException e) {
            throw new IllegalStateException(RECIPE + " cannot be read", e);
        }
    }

    /** The texts of pages after guesses, by how often they were seen. */
    static long count(List<Page> pages, String text) {
        return pages.stream().filter(page -> page.html().contains(text)).count();
    }
}
