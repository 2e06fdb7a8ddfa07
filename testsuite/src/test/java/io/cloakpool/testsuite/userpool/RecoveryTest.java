package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.migration.Totp;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Members.Member;
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

/** A lost password, in the realm of {@code mfa-required.json}. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class RecoveryTest {
    private static final String NEW_PASSWORD = "Another-password 2 of the tests";

    @InjectRealm(config = Recipe.MfaRequired.class)
    ManagedRealm realm;

    @InjectMailServer
    MailServer mail;

    private Members members;

    @BeforeEach
    void members() {
        members = new Members(realm, mail);
    }

    @Test
    void a_code_by_mail_gives_a_new_password_but_no_token_without_a_second_factor() {
        Member member = members.withPassword();
        SignIn recovery = forgotten().send("username", member.address());
        recovery.send("code", member.mailbox().code(1));

        recovery.send("factor", "cloakpool-email-code-enrolment");
        if (recovery.page().html().contains("password-new")) {
            newPassword(recovery);
        }

        assertThat(recovery.isDone()).isFalse();
        SignIn old = SignIn.at(realm).send("username", member.name()).send("password", Members.PASSWORD);
        SignIn changed = SignIn.at(realm).send("username", member.name()).send("password", NEW_PASSWORD);
        assertThat(old.page().html()).contains("Invalid username or password.");
        assertThat(changed.page().html()).contains("Authenticator app");
    }

    @Test
    void an_address_in_any_spelling_finds_its_account() {
        Member member = members.withPassword();

        SignIn recovery = forgotten().send("username", UserPoolTest.wide(member.address()));

        recovery.send("code", member.mailbox().code(1));
        assertThat(recovery.page().html()).doesNotContain("name=\"code\"");
    }

    @Test
    void the_second_factor_is_no_way_to_recover() {
        Member member = members.withPassword();
        SignIn.at(realm)
                .send("username", member.name())
                .send("password", Members.PASSWORD)
                .send("factor", "cloakpool-email-code-enrolment")
                .send("code", member.mailbox().code(1));

        String known = Seen.of(forgotten().send("username", member.address()).page(), member.address());
        String unknown = "nobody-" + UUID.randomUUID() + "@example.com";

        assertThat(Seen.of(forgotten().send("username", unknown).page(), unknown))
                .isEqualTo(known);
        assertThat(member.mailbox().size()).isEqualTo(1);
    }

    /** Else whoever reads the mailbox could have its owner wait again and again. */
    @Test
    void an_account_is_recovered_and_has_to_wait_once_the_second_factor_is_proven_too() {
        Member member = members.with(
                "otp",
                "{\"subType\":\"totp\",\"digits\":6,\"counter\":0,\"period\":30,\"algorithm\":\"HmacSHA1\"}",
                "{\"value\":\"" + Totp.SEED + "\"}");
        SignIn recovery = forgotten().send("username", member.address());
        recovery.send("code", member.mailbox().code(1));
        assertThat(recovery.page().html()).contains("name=\"otp\"");
        recovery.send("otp", "000000").reload();
        assertThat(member.credentials()).doesNotContain("cloakpool-recovery");

        recovery.send("otp", Totp.now());
        newPassword(recovery);

        assertThat(recovery.isDone()).as(recovery.page().html()).isTrue();
        assertThat(member.credentials()).contains("cloakpool-recovery");
    }

    @Test
    void a_new_password_cannot_be_set_without_the_code() {
        Member member = members.withPassword();
        SignIn recovery = forgotten().send("username", member.address());
        member.mailbox().code(1);

        for (Map<String, String> attempt : List.of(
                Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD),
                Map.of("code", ""),
                Map.of("code", "abcdef"),
                Map.<String, String>of())) {
            recovery.send(attempt);
            assertThat(recovery.page().html()).contains("name=\"code\"");
        }
        assertThat(SignIn.at(realm)
                        .send("username", member.name())
                        .send("password", Members.PASSWORD)
                        .page()
                        .html())
                .contains("Authenticator app");
    }

    private static void newPassword(SignIn recovery) {
        recovery.send(Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD));
    }

    /** Goes by the link of the page that asks for the password. */
    private SignIn forgotten() {
        return SignIn.at(realm, new WebPages(), "").send("username", "somebody").follow("reset-credentials");
    }
}
