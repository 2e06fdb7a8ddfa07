package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.demo.WebPages.Page;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Members.Member;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;

/** Two factors for everybody, in the realm of {@code mfa-required.json}. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class SecondFactorTest {
    private static final String EMAIL_CODE = "cloakpool-email-code";
    private static final String BY_EMAIL = "cloakpool-email-code-enrolment";

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
    void the_first_sign_in_ends_with_a_second_factor_and_the_next_one_asks_for_it() {
        Member member = members.withPassword();
        SignIn first = password(member);
        assertThat(first.page().html()).contains("Authenticator app", "Code by e-mail");
        assertThat(member.credentials()).containsExactly("password");

        first.send("factor", BY_EMAIL);
        String code = member.mailbox().code(1);
        assertThat(member.credentials()).as("before the code").containsExactly("password");
        first.send("code", code);

        assertThat(first.tokens().path("access_token").asText()).isNotEmpty();
        assertThat(member.credentials()).containsExactlyInAnyOrder("password", EMAIL_CODE);

        SignIn second = password(member);
        assertThat(second.isDone()).as("by the password alone").isFalse();
        assertThat(second.page().html()).containsPattern("We sent a code to m\\*\\*\\*@e\\*\\*\\*");
        assertThat(second.send("code", member.mailbox().code(2)).isDone()).isTrue();
    }

    @Test
    void whoever_leaves_before_the_second_factor_is_set_up_is_not_signed_in() {
        Member member = members.withPassword();
        SignIn first = password(member);

        SignIn again = SignIn.at(realm, first.browser(), "");

        assertThat(again.isDone()).isFalse();
        assertThat(again.send("factor", "no-such-factor").isDone()).isFalse();
        assertThat(again.send("factor", "UPDATE_PROFILE").isDone()).isFalse();
        assertThat(member.credentials()).containsExactly("password");
    }

    /** Keycloak skips what an app asks for and may not, also where it has to be done. */
    @Test
    void no_wish_of_an_app_skips_the_second_factor() {
        Member member = members.withPassword();
        for (String action : List.of(
                "cloakpool-second-factor-enrolment",
                "cloakpool-client-access",
                "cloakpool-recovery-cool-off",
                "UPDATE_PROFILE",
                "delete_credential")) {
            SignIn signIn = SignIn.at(realm, new WebPages(), "&kc_action=" + action)
                    .send("username", member.name())
                    .send("password", Members.PASSWORD);

            assertThat(signIn.isDone()).as(action).isFalse();
        }
        assertThat(member.user().getUserSessions()).isEmpty();
    }

    /** The account console asks this door. */
    @Test
    void users_see_their_factor_in_the_account_console() {
        Member member = members.withPassword();
        String token = password(member)
                .send("factor", BY_EMAIL)
                .send("code", member.mailbox().code(1))
                .tokens()
                .path("access_token")
                .asText();

        Http.Answer listed = Http.get(
                URI.create(realm.getBaseUrl() + "/account/credentials"),
                "Authorization",
                "Bearer " + token,
                "Accept",
                "application/json");

        assertThat(listed.status()).as(listed.body()).isEqualTo(200);
        assertThat(listed.body()).contains("\"type\":\"" + EMAIL_CODE + "\"").contains("cloakpoolEmailCodeName");
    }

    /** The account console takes a key for the name of such a credential: its type, as long as its user has not named it. */
    @ParameterizedTest
    @ValueSource(strings = {"cs", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt-BR", "tr", "zh-CN"})
    void the_account_console_has_names_for_codes(String language) {
        Http.Answer answer =
                Http.get(URI.create(realm.getBaseUrl().replace("/realms/", "/resources/") + "/account/" + language));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Map<String, String> texts = new HashMap<>();
        answer.json()
                .forEach(text ->
                        texts.put(text.path("key").asText(), text.path("value").asText()));
        assertThat(texts.get(EMAIL_CODE)).isNotBlank().isEqualTo(texts.get("cloakpoolEmailCodeName"));
        assertThat(texts.get("cloakpool-sms-code")).isNotBlank().isEqualTo(texts.get("cloakpoolSmsCodeName"));
    }

    @Test
    void a_wrong_code_makes_no_factor() {
        Member member = members.withPassword();
        SignIn signIn = password(member).send("factor", BY_EMAIL);
        String code = member.mailbox().code(1);

        Page page =
                signIn.send("code", code.equals("000000") ? "000001" : "000000").page();

        assertThat(page.html()).contains("This code is not right.");
        assertThat(member.credentials()).containsExactly("password");
        member.awaitFailures(realm, 1);
        assertThat(signIn.send("code", code).isDone()).isTrue();
    }

    @Test
    void wrong_codes_of_the_second_step_lock_the_account() {
        Member member = members.withPassword();
        password(member).send("factor", BY_EMAIL).send("code", member.mailbox().code(1));
        SignIn second = password(member);
        String code = member.mailbox().code(2);
        for (int i = 0; i < 5; i++) {
            second.send("code", code.equals("000000") ? "000001" : "000000");
        }

        assertThat(second.send("code", code).isDone()).isFalse();

        assertThat(realm.admin().attackDetection().bruteForceUserStatus(member.id()))
                .containsEntry("disabled", true);
        realm.admin().attackDetection().clearBruteForceForUser(member.id());
    }

    /** With a client that may ask: a password alone is not enough, and a right one is answered like a wrong one. */
    @Test
    void no_password_grant_gets_past_the_second_factor() {
        Member member = members.withPassword();
        ClientRepresentation app = realm.admin().clients().findByClientId("app").get(0);
        app.setDirectAccessGrantsEnabled(true);
        realm.admin().clients().get(app.getId()).update(app);

        Http.Answer right = grant(member, Members.PASSWORD);
        Http.Answer wrong = grant(member, "wrong");

        assertThat(right.status()).isEqualTo(wrong.status()).isEqualTo(400);
        assertThat(right.body()).isEqualTo(wrong.body());
        realm.admin().attackDetection().clearBruteForceForUser(member.id());
    }

    /** Whoever has the password could set up a factor of their own otherwise. */
    @Test
    void a_factor_whose_address_is_lost_lets_nobody_in() {
        Member member = members.withPassword();
        password(member).send("factor", BY_EMAIL).send("code", member.mailbox().code(1));
        UserRepresentation user = member.user().toRepresentation();
        user.setEmailVerified(false);
        member.user().update(user);

        SignIn signIn = password(member);

        assertThat(signIn.isDone()).isFalse();
        assertThat(signIn.page().html()).contains("The code could not be sent.").doesNotContain("Authenticator app");
        assertThat(member.mailbox().size()).isEqualTo(1);
    }

    private Http.Answer grant(Member member, String password) {
        return Http.form(
                URI.create(realm.getBaseUrl() + "/protocol/openid-connect/token"),
                Map.of("grant_type", "password", "client_id", "app", "username", member.name(), "password", password));
    }

    private SignIn password(Member member) {
        return SignIn.at(realm).send("username", member.name()).send("password", Members.PASSWORD);
    }
}
