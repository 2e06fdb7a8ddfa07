package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.demo.WebPages.Page;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Mailbox;
import io.cloakpool.testsuite.userpool.SignIn;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;

/** Keycloak's own flows go on with the user who was taken over on the way. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class FlowsTest {
    private static final String NEW_PASSWORD = "a new password of the tests";
    private static final Pattern SECRET = Pattern.compile("name=\"totpSecret\"[^>]*value=\"([^\"]+)\"");

    @InjectRealm(config = OldSystemRealm.class)
    ManagedRealm realm;

    @InjectMailServer
    MailServer mail;

    private OldSystem system;
    private Source source;

    @BeforeEach
    void connect() {
        system = new OldSystem();
        source = Source.connect(realm, system, Map.of());
    }

    @AfterEach
    void disconnect() {
        source.close();
        system.close();
    }

    @Test
    void one_page_with_name_and_password() {
        String name = source.person(Map.of());
        SignIn wrong = SignIn.at(realm).send(Map.of("username", name, "password", "wrong password"));
        assertThat(wrong.page().html()).contains("Invalid username or password.");
        assertThat(source.rows(name)).isEmpty();

        wrong.send(Map.of("username", name, "password", Source.PASSWORD));

        assertIsMigrated(wrong, name);
    }

    @Test
    void a_page_for_the_name_and_one_for_the_password() {
        twoPages();
        String name = source.person(Map.of());
        SignIn signIn = SignIn.at(realm).send("username", name).send("password", "wrong password");
        assertThat(source.rows(name)).isEmpty();

        signIn.send("password", Source.PASSWORD);

        assertIsMigrated(signIn, name);
    }

    @Test
    void remember_me_remembers_the_user_who_was_taken_over() {
        String name = source.person(Map.of());
        SignIn signIn =
                SignIn.at(realm).send(Map.of("username", name, "password", Source.PASSWORD, "rememberMe", "on"));
        assertIsMigrated(signIn, name);

        SignIn again = SignIn.at(realm, signIn.browser(), "&prompt=none");

        assertIsMigrated(again, name);
        assertThat(source.row(name).getUserSessions()).singleElement().satisfies(session -> {
            assertThat(session.isRememberMe()).isTrue();
            assertThat(session.getUsername()).isEqualTo(name);
        });
    }

    @Test
    void a_second_factor_is_enrolled_for_the_user_who_was_taken_over() {
        twoPages();
        String name = source.person(Map.of());
        SignIn signIn = SignIn.at(realm, new WebPages(), "&kc_action=CONFIGURE_TOTP")
                .send("username", name)
                .send("password", Source.PASSWORD);
        Matcher secret = SECRET.matcher(signIn.page().html());
        assertThat(secret.find()).as(signIn.page().html()).isTrue();

        signIn.send(Map.of("totpSecret", secret.group(1), "totp", Totp.ofText(secret.group(1)), "userLabel", "phone"));

        assertIsMigrated(signIn, name);
        assertThat(source.row(name).credentials())
                .extracting(CredentialRepresentation::getType)
                .contains("otp");
    }

    @Test
    void a_seed_of_the_old_system_is_asked_for_in_the_same_sign_in() {
        String name = source.person(Map.of("totps", List.of(Map.of("secret", Totp.BASE32, "name", "phone"))));

        SignIn signIn = SignIn.at(realm).send(Map.of("username", name, "password", Source.PASSWORD));
        assertThat(signIn.isDone()).isFalse();
        assertThat(signIn.page().html()).contains("name=\"otp\"");
        signIn.send("otp", "000000");
        assertThat(signIn.isDone()).isFalse();
        signIn.send("otp", Totp.now());

        assertIsMigrated(signIn, name);
    }

    @Test
    void a_password_that_breaks_the_policy_is_changed_in_the_same_sign_in() {
        String name = "person-" + UUID.randomUUID();
        system.add(
                name,
                "short",
                Map.of("firstName", "F", "lastName", "L", "email", name + "@example.com", "emailVerified", true));
        SignIn signIn = SignIn.at(realm).send(Map.of("username", name, "password", "short"));
        assertThat(signIn.page().html()).contains("password-new");

        signIn.send(Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD));

        assertIsMigrated(signIn, name);
        assertThat(source.signIn(name, "short").status()).isEqualTo(400);
        assertThat(source.signIn(name, NEW_PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void wrong_passwords_are_counted_and_lock_before_there_is_a_row() {
        realm.updateWithCleanup(r -> r.bruteForceProtected(true));
        String name = source.person(Map.of());
        String id = source.storageId(name);
        for (int i = 0; i < OldSystemRealm.FAILURES; i++) {
            SignIn.at(realm).send(Map.of("username", name, "password", "wrong password"));
        }
        assertThat(realm.admin().attackDetection().bruteForceUserStatus(id))
                .containsEntry("numFailures", OldSystemRealm.FAILURES)
                .containsEntry("disabled", true);
        int asked = system.calls(name).size();

        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(400);
        assertThat(system.calls(name).subList(asked, system.calls(name).size())).doesNotContain("POST " + name);
        assertThat(source.rows(name)).isEmpty();

        realm.admin().attackDetection().clearBruteForceForUser(id);
        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(200);
        assertThat(realm.admin()
                        .attackDetection()
                        .bruteForceUserStatus(
                                source.row(name).toRepresentation().getId()))
                .containsEntry("numFailures", 0);
    }

    @Test
    void a_password_that_was_forgotten_before_the_first_sign_in_is_reset_by_mail() {
        String name = source.person(Map.of());
        SignIn.at(realm).follow("reset-credentials").send("username", name);
        URI link = URI.create(new Mailbox(mail, name + "@example.com").link(1));
        assertThat(source.rows(name)).isEmpty();

        WebPages browser = new WebPages();
        Page page = goOn(browser, browser.open(link));
        assertThat(page.html()).contains("password-new");
        assertThat(source.rows(name)).isEmpty();
        page = browser.send(page, Map.of("password-new", "short", "password-confirm", "short"));
        assertThat(source.rows(name))
                .as("after a password that the policy refuses")
                .isEmpty();
        browser.send(page, Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD));

        assertThat(source.row(name).toRepresentation().isEmailVerified()).isTrue();
        assertThat(system.calls(name)).doesNotContain("POST " + name);
        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(400);
        assertThat(source.signIn(name, NEW_PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void a_reset_is_no_way_around_the_second_factor_of_the_old_system() {
        String name = source.person(Map.of("totps", List.of(Map.of("secret", Totp.BASE32, "name", "phone"))));
        SignIn signIn = SignIn.at(realm).follow("reset-credentials").send("username", name);
        Page page = goOn(
                signIn.browser(), signIn.browser().open(URI.create(new Mailbox(mail, name + "@example.com").link(1))));

        Page end = signIn.browser().send(page, Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD));

        assertThat(end.html()).contains("Your account has been updated.");
        assertThat(source.row(name).getUserSessions()).isEmpty();
        SignIn next = SignIn.at(realm).send(Map.of("username", name, "password", NEW_PASSWORD));
        assertThat(next.page().html()).contains("name=\"otp\"");
    }

    @Test
    void an_address_that_was_never_proven_gets_no_mail() {
        String name = source.person(Map.of("emailVerified", false));

        SignIn.at(realm).follow("reset-credentials").send("username", name);
        SignIn.at(realm).follow("reset-credentials").send("username", name + "@example.com");

        assertThat(new Mailbox(mail, name + "@example.com").size()).isZero();
    }

    /** Keycloak has a page between the link and the form. */
    private static Page goOn(WebPages browser, Page page) {
        return page.html().contains("password-new") ? page : browser.send(page, Map.of());
    }

    private void assertIsMigrated(SignIn signIn, String name) {
        assertThat(signIn.isDone()).as(signIn.page().html()).isTrue();
        String id = source.row(name).toRepresentation().getId();
        assertThat(Totp.subject(signIn.tokens().path("access_token").asText())).isEqualTo(id);
        assertThat(source.row(name).getUserSessions())
                .allSatisfy(session -> assertThat(session.getUserId()).isEqualTo(id));
    }

    private void twoPages() {
        String alias = "two pages " + UUID.randomUUID();
        AuthenticationFlowRepresentation flow = new AuthenticationFlowRepresentation();
        flow.setAlias(alias);
        flow.setProviderId("basic-flow");
        flow.setTopLevel(true);
        flow.setBuiltIn(false);
        try (Response made = realm.admin().flows().createFlow(flow)) {
            assertThat(made.getStatus()).isEqualTo(201);
        }
        for (String step : List.of("auth-username-form", "auth-password-form")) {
            realm.admin().flows().addExecution(alias, Map.of("provider", step));
        }
        for (AuthenticationExecutionInfoRepresentation step :
                realm.admin().flows().getExecutions(alias)) {
            step.setRequirement("REQUIRED");
            realm.admin().flows().updateExecutions(alias, step);
        }
        realm.updateWithCleanup(r -> r.browserFlow(alias));
    }
}
