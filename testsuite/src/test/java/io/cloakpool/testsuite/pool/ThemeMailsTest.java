package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;

/** Keycloak's mails in the pack's theme, as they arrive. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class ThemeMailsTest {
    @InjectRealm(config = ThemedRealm.class)
    ManagedRealm realm;

    @InjectMailServer
    MailServer mails;

    @Test
    void mail_has_a_text_and_a_framed_html_part_that_say_the_same() throws Exception {
        MimeMessage mail = mailTo("en");

        String text = part(mail, "text/plain");
        String html = part(mail, "text/html");
        assertThat(mail.getSubject()).isEqualTo("Update Your Account");
        assertThat(text)
                .contains(ThemedRealm.NAME, "http://localhost:8080/realms/themed/")
                .doesNotContain("<", "??");
        assertThat(html)
                .contains(
                        "<html lang=\"en\"",
                        ThemedRealm.NAME,
                        "http://localhost:8080/realms/themed/",
                        "max-width: 560px")
                .doesNotContain("<script", "??");
    }

    @Test
    void mail_speaks_the_language_of_its_reader() throws Exception {
        MimeMessage mail = mailTo("de");

        assertThat(part(mail, "text/html")).contains("<html lang=\"de\"");
        assertThat(mail.getSubject()).isNotEqualTo("Update Your Account");
    }

    /** A picture of one dot. */
    private static final String DOT =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    @Test
    void the_html_part_has_the_realms_branding_from_the_next_mail_on() throws Exception {
        assertThat(part(mailTo("en"), "text/html")).doesNotContain("<img", "background-color");
        realm.updateWithCleanup(r -> r.attribute("cloakpool.branding.logo", "data:image/png;base64," + DOT)
                .attribute("cloakpool.branding.primary-color", "#0a7a3c")
                .attribute("cloakpool.branding.background-color-dark", "#001100"));

        MimeMessage mail = mailTo("en");

        String logo = realm.getBaseUrl() + "/cloakpool-branding/logo";
        assertThat(part(mail, "text/html"))
                .contains(
                        "<img src=\"" + logo + "\" alt=\"" + ThemedRealm.NAME + "\"",
                        "border-top: 4px solid #0a7a3c",
                        "a { color: #0a7a3c; }",
                        ".page { background-color: #001100 !important; }")
                .doesNotContain("<script");
        assertThat(part(mail, "text/plain")).doesNotContain("#0a7a3c", "cloakpool-branding");
        HttpResponse<byte[]> image = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(logo)).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(image.statusCode()).isEqualTo(200);
        assertThat(image.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(image.body()).isEqualTo(Base64.getDecoder().decode(DOT));
    }

    @Test
    void a_logo_at_a_path_is_one_of_this_server() throws Exception {
        realm.updateWithCleanup(r -> r.attribute("cloakpool.branding.logo", "/brand/logo.png?v=2"));

        assertThat(part(mailTo("en"), "text/html"))
                .contains("<img src=\"http://localhost:8080/brand/logo.png?v=2\" alt=\"" + ThemedRealm.NAME + "\"");
    }

    @Test
    void what_is_of_no_kind_that_pages_take_is_in_no_mail() throws Exception {
        realm.updateWithCleanup(
                r -> r.attribute("cloakpool.branding.logo", "https://cdn.example/a.png\"><script>alert(1)</script>")
                        .attribute("cloakpool.branding.primary-color", "#fff;} body{display:none")
                        .attribute("cloakpool.branding.css", "p { color: red; }"));

        assertThat(part(mailTo("en"), "text/html"))
                .doesNotContain("<script", "cdn.example", "display:none", "color: red", "<img");
    }

    private MimeMessage mailTo(String language) {
        String id = new People(realm).newPerson().userId();
        UserRepresentation user = realm.admin().users().get(id).toRepresentation();
        user.singleAttribute("locale", language);
        realm.admin().users().get(id).update(user);
        int before = mails.getReceivedMessages().length;
        realm.admin().users().get(id).executeActionsEmail(List.of("UPDATE_PASSWORD"));
        assertThat(mails.waitForIncomingEmail(before + 1)).isTrue();
        return Objects.requireNonNull(mails.getLastReceivedMessage());
    }

    private static String part(MimeMessage mail, String type) throws Exception {
        Multipart parts = (Multipart) mail.getContent();
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.isMimeType(type)) {
                return (String) part.getContent();
            }
        }
        throw new AssertionError("no part " + type);
    }
}
