package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
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

    private MimeMessage mailTo(String language) {
        String id = new People(realm).newPerson().userId();
        UserRepresentation user = realm.admin().users().get(id).toRepresentation();
        user.singleAttribute("locale", language);
        realm.admin().users().get(id).update(user);
        realm.admin().users().get(id).executeActionsEmail(List.of("UPDATE_PASSWORD"));
        assertThat(mails.waitForIncomingEmail(1)).isTrue();
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
