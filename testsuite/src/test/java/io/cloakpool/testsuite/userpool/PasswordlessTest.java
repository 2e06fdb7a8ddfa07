package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.demo.WebPages.Page;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Members.Member;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;

/** Sign-in by a code that comes by e-mail, in the realm of {@code passwordless.json}. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class PasswordlessTest {
    private static final int GUESSES_UNTIL_LOCKED = 5;

    @InjectRealm(config = Recipe.Passwordless.class)
    ManagedRealm realm;

    @InjectMailServer
    MailServer mail;

    private Members members;

    @BeforeEach
    void members() {
        members = new Members(realm, mail);
    }

    @Test
    void a_code_by_mail_signs_in_once() {
        Member member = members.withoutPassword();
        SignIn signIn = SignIn.at(realm).send("username", member.name());
        String code = member.mailbox().code(1);

        Page form = signIn.page();
        JsonNode tokens = signIn.send("code", code).tokens();

        assertThat(tokens.path("access_token").asText()).isNotEmpty();
        SignIn other = SignIn.at(realm).send("username", member.name());
        assertThat(other.send("code", code).isDone())
                .as("the code of another sign-in")
                .isFalse();
        assertThat(signIn.browser()
                        .send(form.form(), Map.of("code", code))
                        .address()
                        .toString())
                .as("the same form once more")
                .doesNotContainPattern("[?&]code=");
    }

    /** There is no password to ask for. */
    @Test
    void an_account_is_linked_with_one_of_another_provider_by_a_code_as_at_sign_in() {
        Member member = members.withoutPassword();
        IdentityProviderRepresentation company = Recipe.company();
        try (Response made = realm.admin().identityProviders().create(company)) {
            assertThat(made.getStatus()).isEqualTo(201);
        }
        String subject = UUID.randomUUID().toString();
        SignIn signIn = ProviderStandIn.INSTANCE
                .oidc(
                        SignIn.at(realm).follow("/broker/oidc/login"),
                        Map.of("sub", subject, "email", member.address(), "given_name", "Ann", "family_name", "Lee"))
                .send("submitAction", "linkAccount");
        String code = member.mailbox().code(1);
        signIn.send("code", code.equals("000000") ? "000001" : "000000");
        assertThat(signIn.page().html()).contains("This code is not right.");
        member.awaitFailures(realm, 1);
        assertThat(member.user().getFederatedIdentity()).isEmpty();

        assertThat(signIn.send("code", code).isDone()).as(signIn.page().html()).isTrue();

        assertThat(member.user().getFederatedIdentity()).singleElement().satisfies(link -> assertThat(link.getUserId())
                .isEqualTo(subject));
        realm.admin().identityProviders().get("oidc").remove();
    }

    @Test
    void users_are_known_by_their_address_in_any_case() {
        Member member = members.withoutPassword();
        SignIn signIn = SignIn.at(realm).send("username", " " + member.address().toUpperCase(Locale.ROOT));

        assertThat(signIn.send("code", member.mailbox().code(1)).isDone()).isTrue();
    }

    @Test
    void reloading_and_going_back_sends_nothing_new() {
        Member member = members.withoutPassword();
        SignIn signIn = SignIn.at(realm).send("username", member.name());
        Page first = signIn.page();
        String code = member.mailbox().code(1);

        Page again = signIn.reload().page();
        signIn.send("resend", "true");
        signIn.send("resend", "true");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.html()).contains("name=\"code\"");
        assertThat(signIn.page().html()).containsPattern("data-after=\"(2\\d|30)\"");
        Page now = signIn.browser().send(first.form(), Map.of("code", code));
        assertThat(now.html()).as("the page before leads to the one of now").contains("name=\"code\"");
        assertThat(signIn.browser().send(now, Map.of("code", code)).address().toString())
                .startsWith("http://localhost:3000/");
        assertThat(member.mailbox().size()).isEqualTo(1);
    }

    @Test
    void a_second_tab_asks_for_the_same_code() {
        Member member = members.withoutPassword();
        SignIn one = SignIn.at(realm).send("username", member.name());
        SignIn other = SignIn.at(realm, one.browser(), "").send("username", member.name());
        String code = member.mailbox().code(1);

        assertThat(other.send("code", code).isDone()).isTrue();
        assertThat(member.mailbox().size()).isEqualTo(1);
    }

    /** Else one that was asked for by the name would show when it is asked for by the address: that both are one account. */
    @Test
    void two_names_of_an_account_have_codes_of_their_own() {
        Member member = members.withoutPassword();
        SignIn one = SignIn.at(realm).send("username", member.name());
        SignIn other = SignIn.at(realm, one.browser(), "").send("username", member.address());

        assertThat(other.page().html()).contains("data-after=\"30\"");
        String code = member.mailbox().code(2);
        assertThat(other.send("code", code).isDone()).isTrue();
    }

    @Test
    void wrong_codes_lock_the_account_and_the_right_one_is_refused_then() {
        Member member = members.withoutPassword();
        SignIn first = SignIn.at(realm).send("username", member.name());
        guessWrong(first, member.mailbox().code(1), GUESSES_UNTIL_LOCKED);
        SignIn second = SignIn.at(realm).send("username", member.name());
        String right = member.mailbox().code(2);

        assertThat(second.send("code", right).isDone()).isFalse();

        assertThat(second.page().html()).contains("This code is not right.");
        Map<String, Object> status = realm.admin().attackDetection().bruteForceUserStatus(member.id());
        assertThat(status).containsEntry("disabled", true);
        assertThat((Integer) status.get("numFailures")).isGreaterThanOrEqualTo(GUESSES_UNTIL_LOCKED);
        realm.admin().attackDetection().clearBruteForceForUser(member.id());
    }

    @Test
    void a_code_is_void_after_five_guesses() {
        Member member = members.withoutPassword();
        SignIn signIn = SignIn.at(realm).send("username", member.name());
        String code = member.mailbox().code(1);
        guessWrong(signIn, code, 5);
        realm.admin().attackDetection().clearBruteForceForUser(member.id());

        assertThat(signIn.send("code", code).isDone()).isFalse();

        assertThat(signIn.page().html()).contains("Too many wrong codes.");
    }

    @Test
    void names_that_nobody_has_are_answered_like_users_in_every_step() {
        Member member = members.withoutPassword();
        Member unconfirmed = members.unconfirmed();
        Member disabled = members.withoutPassword();
        UserRepresentation off = disabled.user().toRepresentation();
        off.setEnabled(false);
        disabled.user().update(off);

        List<String> known = steps(member.address());

        assertThat(steps("nobody-" + UUID.randomUUID() + "@example.com")).isEqualTo(known);
        assertThat(steps("nobody-" + UUID.randomUUID())).isEqualTo(known);
        assertThat(steps(unconfirmed.address())).isEqualTo(known);
        assertThat(steps(disabled.address())).isEqualTo(known);
        assertThat(steps(members.withoutAddress().name())).isEqualTo(known);
        assertThat(member.mailbox().size()).isEqualTo(1);
        assertThat(unconfirmed.mailbox().size())
                .as("an address that nobody confirmed")
                .isZero();
        assertThat(disabled.mailbox().size()).isZero();
    }

    @Test
    void what_is_no_code_is_said_and_costs_nothing() {
        Member member = members.withoutPassword();
        SignIn signIn = SignIn.at(realm).send("username", member.name());
        String code = member.mailbox().code(1);

        for (int i = 0; i < 6; i++) {
            assertThat(signIn.send("code", "12345").page().html()).contains("Enter the code.");
        }

        assertThat(signIn.send("code", code).isDone()).isTrue();
    }

    @Test
    void an_empty_hint_shows_no_error_and_a_sign_in_can_be_demanded_anew() {
        WebPages browser = new WebPages();
        assertThat(SignIn.at(realm, browser, "&login_hint=").page().html())
                .doesNotContain("id=\"input-error-username\"");
        Member member = members.withoutPassword();
        SignIn signIn = SignIn.at(realm, browser, "").send("username", member.name());
        assertThat(signIn.send("code", member.mailbox().code(1)).isDone()).isTrue();
        assertThat(SignIn.at(realm, browser, "").isDone()).as("by the session").isTrue();

        SignIn again = SignIn.at(realm, browser, "&prompt=login");

        assertThat(again.isDone()).isFalse();
        again.send("username", member.name());
        assertThat(again.send("code", member.mailbox().code(2)).isDone()).isTrue();
    }

    @Test
    void the_mail_has_a_text_and_a_page_and_says_for_how_long() {
        Member member = members.withoutPassword();
        SignIn.at(realm).send("username", member.name());
        String code = member.mailbox().code(1);

        assertThat(member.mailbox().parts(1))
                .allSatisfy(part -> assertThat(part).contains(code).contains("5 minutes"));
        assertThat(member.mailbox().parts(1).get(1)).contains("<html");
    }

    private static void guessWrong(SignIn signIn, String code, int times) {
        String wrong = code.charAt(0) == '9' ? "0" + code.substring(1) : "9" + code.substring(1);
        for (int i = 0; i < times; i++) {
            assertThat(signIn.send("code", wrong).isDone()).isFalse();
        }
    }

    /** What a stranger sees of a name, without what is different in every sign-in anyway. */
    private List<String> steps(String name) {
        SignIn signIn = SignIn.at(realm).send("username", name);
        String asked = Seen.of(signIn.page(), name);
        String guessed = Seen.of(signIn.send("code", "000000").page(), name);
        String resent = Seen.of(signIn.send("resend", "true").page(), name);
        return List.of(asked, guessed, resent);
    }
}
