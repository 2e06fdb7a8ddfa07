package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.migration.Totp;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Members.Member;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;

/**
 * Steps of a flow out of their order, in the realm of {@code mfa-required.json}. A form's address names its step ({@code execution}), and whoever
 * knows the id of a later one can write it there.
 */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class StepOrderTest {
    private static final String BROWSER = "user pool browser";
    private static final String RECOVERY = "user pool recovery";
    private static final String SIGN_UP = "user pool sign-up";
    private static final String NEW_PASSWORD = "Another-password 2 of the tests";

    @InjectRealm(config = Recipe.MfaRequired.class)
    ManagedRealm realm;

    @InjectMailServer
    MailServer mail;

    private Members members;
    private Steps steps;

    @BeforeEach
    void members() {
        Issued.add(NEW_PASSWORD);
        members = new Members(realm, mail);
        steps = new Steps(realm);
    }

    @Test
    void no_account_is_made_by_the_form_before_the_address_is_proven() {
        realm.updateWithCleanup(r -> r.registrationAllowed(true));
        Mailbox mailbox = new Mailbox(mail, "m+" + UUID.randomUUID() + "@example.com");
        SignIn signUp = SignIn.at(realm, new WebPages(), "&prompt=create").send("address", mailbox.address());
        URI right = codePage(signUp);
        int users = realm.admin().users().count();

        for (String later : List.of("registration-page-form", "registration-user-creation")) {
            signUp.send(at(right, SIGN_UP, later), SignUpTest.form(mailbox.address()));
            assertThat(signUp.isDone()).as(later).isFalse();
            assertThat(signUp.page().html()).as(later).doesNotContain("password-confirm");
        }

        assertThat(realm.admin().users().count()).isEqualTo(users);
        codePage(signUp.open(right));
    }

    @Test
    void the_second_factor_alone_signs_nobody_in() {
        Member member = members.withApp(Totp.SEED);
        SignIn signIn = SignIn.at(realm).send("username", member.name());
        assertThat(signIn.page().html()).contains("name=\"password\"");
        URI right = signIn.page().form();

        for (String later : List.of("auth-otp-form", "cloakpool-second-factor-enrolment")) {
            signIn.send(at(right, BROWSER, later), Map.of("otp", Totp.now()));
            assertThat(signIn.isDone()).as(later).isFalse();
            assertThat(signIn.page().html()).as(later).doesNotContain("name=\"otp\"");
        }

        assertThat(member.user().getUserSessions()).isEmpty();
        assertThat(signIn.open(right).page().html()).contains("name=\"password\"");
        signIn.send("password", Members.PASSWORD);
        assertThat(signIn.page().html()).as("both are asked for").contains("name=\"otp\"");
    }

    @Test
    void no_password_is_set_before_the_code() {
        Member member = members.withPassword();
        SignIn recovery = SignIn.at(realm)
                .send("username", "somebody")
                .follow("reset-credentials")
                .send("username", member.address());
        URI right = codePage(recovery);

        recovery.send(
                at(right, RECOVERY, "reset-password"),
                Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD));

        assertThat(recovery.isDone()).isFalse();
        assertThat(recovery.page().html()).doesNotContain("password-new");
        codePage(recovery.open(right));
        SignIn signIn = SignIn.at(realm).send("username", member.name()).send("password", Members.PASSWORD);
        assertThat(signIn.page().html()).as("the password is still the one").contains("Authenticator app");
    }

    /** The address of the form that asks for the code. */
    private static URI codePage(SignIn signIn) {
        assertThat(signIn.page().html()).contains("name=\"code\"");
        return signIn.page().form();
    }

    /** The same address with another step. */
    private URI at(URI form, String flow, String step) {
        String address = form.toString();
        String other = address.replaceFirst("([?&]execution=)[^&]+", "$1" + steps.execution(flow, step));
        assertThat(other).isNotEqualTo(address);
        return URI.create(other);
    }
}
