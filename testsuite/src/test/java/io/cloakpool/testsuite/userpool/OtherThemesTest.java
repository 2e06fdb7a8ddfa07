package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.demo.WebPages.Page;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Members.Member;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.util.ApiUtil;

/** The pack's pages and mails under themes that know nothing of it: they have all they need, in words. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class OtherThemesTest {
    private static final Path TEMPLATES = Path.of("../authenticators/src/main/resources/theme-resources/templates");
    private static final String NEW_PASSWORD = "Another-password 2 of the tests";
    /** Which template a page was made of: both themes say so. */
    private static final Pattern TEMPLATE = Pattern.compile("data-page-id=\"login-(cloakpool-[a-z-]+)\"");

    @InjectRealm(config = Recipe.MfaRequired.class)
    ManagedRealm realm;

    @InjectRealm(config = Recipe.UserPool.class, ref = "user-pool")
    ManagedRealm userPool;

    @InjectMailServer
    MailServer mail;

    private final Set<String> seen = new TreeSet<>();
    private TextGateway gateway;

    @BeforeEach
    void texts() {
        gateway = new TextGateway();
        Issued.add(NEW_PASSWORD);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"keycloak", "keycloak.v2"})
    void every_page_and_mail_is_in_words(String theme) throws IOException {
        dress(realm, theme);
        dress(userPool, theme);

        secondFactors();
        numbers();
        signUp();
        changes();
        question();

        try (Stream<Path> templates = Files.list(TEMPLATES)) {
            assertThat(seen)
                    .as("templates that were seen")
                    .isEqualTo(templates
                            .map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".ftl"))
                            .map(name -> name.replace(".ftl", ""))
                            .collect(Collectors.toSet()));
        }
    }

    private static void dress(ManagedRealm realm, String theme) {
        RealmRepresentation themed = realm.admin().toRepresentation();
        themed.setLoginTheme(theme);
        themed.setEmailTheme("keycloak");
        themed.setRegistrationAllowed(true);
        themed.getAttributes().put("cloakpool.devices", "ask");
        realm.admin().update(themed);
    }

    private void secondFactors() {
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
        member.mailbox().parts(2).forEach(OtherThemesTest::assertInWords);
        member.mailbox().notice().forEach(OtherThemesTest::assertInWords);
    }

    private void numbers() {
        String sender;
        try (Response made = realm.admin().components().add(gateway.sender())) {
            sender = ApiUtil.getCreatedId(made);
        }
        try (Steps steps = new Steps(realm)) {
            steps.attributes(Map.of("cloakpool.sms.countries", "DE")).action("cloakpool-sms-code-enrolment", true);
            Member member = new Members(realm, mail).withPassword();
            SignIn signIn = SignIn.at(realm)
                    .send("username", member.name())
                    .send("password", Members.PASSWORD)
                    .send("factor", "cloakpool-sms-code-enrolment");
            assertInWords(signIn.page());
            assertInWords(signIn.send("phone", "12").page());
            String number = Stage.newNumber();
            assertInWords(signIn.send("phone", number).page());
            assertInWords(gateway.text(1, number));
        } finally {
            realm.admin().components().component(sender).remove();
        }
    }

    private void signUp() {
        SignIn signUp = SignIn.at(realm, new WebPages(), "&prompt=create");
        assertInWords(signUp.page());
        assertInWords(signUp.send("address", "nobody").page());
        Mailbox mailbox = new Mailbox(mail, UUID.randomUUID() + "@example.com");
        assertInWords(signUp.send("address", mailbox.address()).page());
        mailbox.parts(1).forEach(OtherThemesTest::assertInWords);
        Member member = new Members(realm, mail).withPassword();
        SignIn.at(realm, new WebPages(), "&prompt=create").send("address", member.address());
        member.mailbox().parts(1).forEach(OtherThemesTest::assertInWords);
        for (String page : new String[] {"confirm-email", "sign-up", "undo-change"}) {
            URI address = URI.create(realm.getBaseUrl() + "/cloakpool-user-pool/" + page);
            Page opened = new WebPages().open(address);
            assertInWords(opened);
            assertInWords(new WebPages().send(opened, Map.of("user", "x", "link", "x")));
        }
    }

    private void changes() {
        Member member = new Members(userPool, mail).withPassword();
        Mailbox other = new Mailbox(mail, UUID.randomUUID() + "@example.com");
        SignIn change = SignIn.at(userPool, new WebPages(), "&kc_action=UPDATE_EMAIL")
                .send("username", member.name())
                .send("password", Members.PASSWORD)
                .send("email", other.address());
        AddressLink.of(other, 1).follow(change.browser());
        member.mailbox().notice().forEach(OtherThemesTest::assertInWords);

        Member forgetful = new Members(userPool, mail).withPassword();
        SignIn recovery = SignIn.at(userPool)
                .send("username", forgetful.name())
                .follow("reset-credentials")
                .send("username", forgetful.name());
        assertInWords(recovery.page());
        recovery.send("code", forgetful.mailbox().code(1))
                .send(Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD));
        assertThat(recovery.isDone()).as(recovery.page().html()).isTrue();
        assertInWords(SignIn.at(userPool, recovery.browser(), "&kc_action=CONFIGURE_TOTP")
                .page());
        restrictApp("nobody-has-it");
        assertInWords(SignIn.at(userPool, recovery.browser(), "").page());
        restrictApp("");
    }

    private void restrictApp(String roles) {
        ClientRepresentation app =
                userPool.admin().clients().findByClientId("app").get(0);
        app.getAttributes().put("cloakpool.access.roles", roles);
        userPool.admin().clients().get(app.getId()).update(app);
    }

    private void question() {
        try (Steps steps = new Steps(userPool)) {
            steps.challenge();
            SignIn signIn = SignIn.at(userPool).send("username", "somebody");
            assertInWords(signIn.page());
            assertInWords(signIn.send("answer", "0").page());
        }
    }

    private void assertInWords(Page page) {
        assertThat(page.status()).as(page.html()).isLessThan(500);
        assertInWords(page.html());
        Matcher template = TEMPLATE.matcher(page.html());
        if (template.find()) {
            seen.add(template.group(1));
        }
    }

    private static void assertInWords(String text) {
        assertThat(text).doesNotContain("??").doesNotContainPattern("(>[^<]*|^[^<]*)\\bcloakpool[A-Z]");
    }
}
