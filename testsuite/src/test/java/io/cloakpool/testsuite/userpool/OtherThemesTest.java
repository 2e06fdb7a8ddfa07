package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.demo.WebPages.Page;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Members.Member;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;

/** The pack's pages under themes that know nothing of it: they have all they need, in words. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class OtherThemesTest {
    @InjectRealm(config = Recipe.MfaRequired.class)
    ManagedRealm realm;

    @InjectMailServer
    MailServer mail;

    @ParameterizedTest
    @ValueSource(strings = {"keycloak", "keycloak.v2"})
    void every_page_is_in_words(String theme) {
        RealmRepresentation themed = realm.admin().toRepresentation();
        themed.setLoginTheme(theme);
        themed.setRegistrationAllowed(true);
        themed.getAttributes().put("cloakpool.devices", "ask");
        realm.admin().update(themed);
        Member member = new Members(realm, mail).withPassword();

        SignIn signIn = SignIn.at(realm).send("username", member.name());
        assertInWords(signIn.page());
        signIn.send("password", Members.PASSWORD);
        assertInWords(signIn.page());
        signIn.send("factor", "cloakpool-email-code-enrolment");
        assertInWords(signIn.page());
        assertInWords(signIn.send("code", "").page());
        signIn.send("code", member.mailbox().code(1));
        SignIn again = SignIn.at(realm).send("username", member.name()).send("password", Members.PASSWORD);
        assertInWords(again.send("code", member.mailbox().code(2)).page());
        again.send("remember", "true");
        assertThat(again.isDone()).isTrue();

        SignIn signUp = SignIn.at(realm, new WebPages(), "&prompt=create");
        assertInWords(signUp.page());
        assertInWords(signUp.send("address", "nobody").page());
        assertInWords(signUp.send("address", UUID.randomUUID() + "@example.com").page());
        for (String page : new String[] {"confirm-email", "sign-up", "undo-change"}) {
            URI address = URI.create(realm.getBaseUrl() + "/cloakpool-user-pool/" + page);
            Page opened = new WebPages().open(address);
            assertInWords(opened);
            assertInWords(new WebPages().send(opened, Map.of("user", "x", "link", "x")));
        }
    }

    private static void assertInWords(Page page) {
        assertThat(page.status()).as(page.html()).isLessThan(500);
        assertThat(page.html()).doesNotContainPattern(">[^<]*\\bcloakpool[A-Z]");
    }
}
