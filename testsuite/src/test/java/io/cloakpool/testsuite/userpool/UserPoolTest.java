package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.demo.WebPages.Page;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Members.Member;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.remote.timeoffset.InjectTimeOffSet;
import org.keycloak.testframework.remote.timeoffset.TimeOffSet;

/** Sign-in with a password and proof of addresses, in the realm of {@code user-pool.json}. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class UserPoolTest {
    /** Seconds after which a new code may be asked for. */
    private static final int COOLDOWN = 31;

    private static final String WRONG = "Invalid username or password.";

    @InjectRealm(config = Recipe.UserPool.class)
    ManagedRealm realm;

    @InjectMailServer
    MailServer mail;

    @InjectTimeOffSet(enableForCaches = true)
    TimeOffSet time;

    private Members members;

    @BeforeEach
    void members() {
        members = new Members(realm, mail);
    }

    @Test
    void a_name_and_a_password_sign_in() {
        Member member = members.withPassword();

        SignIn signIn = SignIn.at(realm).send("username", member.address()).send("password", Members.PASSWORD);

        assertThat(signIn.tokens().path("id_token").asText()).isNotEmpty();
    }

    @Test
    void wrong_passwords_unknown_names_and_users_without_a_password_are_one_page() {
        Member member = members.withPassword();
        Member without = members.withoutPassword();

        String wrong = seen(member.name());

        assertThat(wrong).contains(WRONG);
        assertThat(seen("nobody-" + UUID.randomUUID())).isEqualTo(wrong);
        assertThat(seen(without.name())).isEqualTo(wrong);
        assertThat(seen(member.address())).isEqualTo(wrong);
    }

    @Test
    void no_password_at_all_is_one_page_too_and_counts_for_nobody() {
        Member member = members.withPassword();

        String known = Seen.of(
                SignIn.at(realm)
                        .send("username", member.name())
                        .send("password", "")
                        .page(),
                member.name());
        String unknown = Seen.of(
                SignIn.at(realm).send("username", "nobody").send("password", "").page(), "nobody");

        assertThat(known).contains(WRONG).isEqualTo(unknown);
        assertThat(realm.admin().attackDetection().bruteForceUserStatus(member.id()))
                .containsEntry("numFailures", 0);
    }

    @Test
    void a_browser_without_cookies_is_told_so() {
        Page page = SignIn.at(realm).page();

        Page answer = new WebPages().send(page, Map.of("username", "somebody"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.html()).containsIgnoringCase("cookie");
    }

    /** Not with Keycloak's own form behind it: that takes a password where it asks for a name. */
    @Test
    void the_page_that_asks_for_a_name_takes_no_password() {
        Member member = members.withPassword();
        realm.updateWithCleanup(r -> r.webAuthnPolicyPasswordlessPasskeysEnabled(false));

        SignIn signIn = SignIn.at(realm)
                .send(Map.of("username", member.name(), "password", Members.PASSWORD, "authenticatorData", "x"));

        assertThat(signIn.page().html()).contains("name=\"username\"").doesNotContain("name=\"password\"");
    }

    @Test
    void a_locked_account_is_answered_like_a_wrong_password() {
        Member member = members.withPassword();
        String wrong = seen(member.name());
        for (int i = 0; i < 5; i++) {
            SignIn.at(realm).send("username", member.name()).send("password", "wrong");
        }
        SignIn right = SignIn.at(realm).send("username", member.name()).send("password", Members.PASSWORD);

        assertThat(realm.admin().attackDetection().bruteForceUserStatus(member.id()))
                .containsEntry("disabled", true);
        assertThat(right.isDone()).isFalse();
        assertThat(Seen.of(right.page(), member.name())).isEqualTo(wrong);
        realm.admin().attackDetection().clearBruteForceForUser(member.id());
    }

    @Test
    void an_address_is_confirmed_by_the_code_of_the_mail() {
        Member member = members.unconfirmed();
        SignIn signIn = SignIn.at(realm).send("username", member.name()).send("password", Members.PASSWORD);
        assertThat(signIn.isDone()).isFalse();
        assertThat(signIn.page().html()).contains("Confirm your e-mail address");

        signIn.send("code", member.mailbox().code(1));

        assertThat(signIn.tokens().path("access_token").asText()).isNotEmpty();
        assertThat(member.user().toRepresentation().isEmailVerified()).isTrue();
    }

    /** Two browsers have the page before them, and send the one code at the same moment. */
    @Test
    void one_code_confirms_an_address_once() throws Exception {
        for (int round = 0; round < 3; round++) {
            Member member = members.unconfirmed();
            SignIn one = SignIn.at(realm).send("username", member.name()).send("password", Members.PASSWORD);
            SignIn other = SignIn.at(realm).send("username", member.name()).send("password", Members.PASSWORD);
            String code = member.mailbox().code(1);

            AtOnce.both(() -> one.send("code", code), () -> other.send("code", code));

            assertThat(member.user().toRepresentation().isEmailVerified()).isTrue();
            assertThat(realm.admin()
                            .getEvents(List.of("VERIFY_EMAIL"), null, member.id(), null, null, null, null, null))
                    .as("of both one has confirmed it")
                    .hasSize(1);
        }
    }

    @Test
    void wrong_codes_for_an_address_count_as_wrong_passwords_do() {
        Member member = members.unconfirmed();
        SignIn signIn = SignIn.at(realm).send("username", member.name()).send("password", Members.PASSWORD);
        String code = member.mailbox().code(1);

        for (int i = 1; i <= 3; i++) {
            signIn.send("code", code.equals("000000") ? "000001" : "000000");
            member.awaitFailures(realm, i);
        }
        signIn.send("code", "nonsense");

        member.awaitFailures(realm, 3);
        member.unlock(realm);
        assertThat(signIn.send("code", code).isDone()).isTrue();
    }

    @Test
    void while_the_account_is_locked_the_right_code_is_answered_like_a_wrong_one() {
        Member member = members.unconfirmed();
        SignIn signIn = SignIn.at(realm).send("username", member.name()).send("password", Members.PASSWORD);
        String code = member.mailbox().code(1);
        member.lock(realm);

        signIn.send("code", code);

        assertThat(signIn.page().html()).contains("This code is not right.");
        assertThat(member.user().toRepresentation().isEmailVerified()).isFalse();
        member.unlock(realm);
        assertThat(signIn.send("code", code).isDone()).isTrue();
    }

    @Test
    void all_spellings_of_a_name_and_an_address_sign_in_and_count_against_one_account() {
        Member member = members.withPassword();
        for (String spelling : List.of(wide(member.name()), wide(member.address()), " " + wide(member.name()))) {
            assertThat(SignIn.at(realm)
                            .send("username", spelling)
                            .send("password", Members.PASSWORD)
                            .isDone())
                    .as(spelling)
                    .isTrue();
        }
        assertThat(seen(wide(member.name()))).isEqualTo(seen(wide("nobody-" + UUID.randomUUID())));
        member.awaitFailures(realm, 1);
        member.unlock(realm);
    }

    /** There is nothing to prove: without that the app would never get its user back. */
    @Test
    void whoever_has_no_address_is_signed_in_where_an_app_wishes_for_codes_by_mail() {
        Member member = members.withoutAddress();
        RequiredActionProviderRepresentation profile = realm.admin().flows().getRequiredAction("VERIFY_PROFILE");
        profile.setEnabled(false);
        realm.admin().flows().updateRequiredAction("VERIFY_PROFILE", profile);
        try {
            SignIn signIn = SignIn.at(realm, new WebPages(), "&kc_action=cloakpool-email-code-enrolment")
                    .send("username", member.name())
                    .send("password", Members.PASSWORD);

            assertThat(signIn.isDone()).as(signIn.page().html()).isTrue();
            assertThat(signIn.page().address().toString()).contains("kc_action_status=error");
            assertThat(member.credentials()).containsExactly("password");
            UserRepresentation needs = member.user().toRepresentation();
            needs.setRequiredActions(List.of("cloakpool-email-code-enrolment"));
            member.user().update(needs);
            assertThat(SignIn.at(realm)
                            .send("username", member.name())
                            .send("password", Members.PASSWORD)
                            .isDone())
                    .as("where it has to be done")
                    .isFalse();
        } finally {
            profile.setEnabled(true);
            realm.admin().flows().updateRequiredAction("VERIFY_PROFILE", profile);
        }
    }

    @Test
    void whoever_comes_back_later_still_has_the_code_of_the_mail() {
        Member member = members.unconfirmed();
        SignIn.at(realm).send("username", member.name()).send("password", Members.PASSWORD);
        String code = member.mailbox().code(1);

        SignIn later = SignIn.at(realm).send("username", member.name()).send("password", Members.PASSWORD);

        assertThat(member.mailbox().size()).isEqualTo(1);
        assertThat(later.send("code", code).isDone()).isTrue();
    }

    @Test
    void opening_the_link_of_the_mail_does_nothing_and_its_button_confirms_once() {
        Member member = members.unconfirmed();
        SignIn signIn = SignIn.at(realm).send("username", member.name()).send("password", Members.PASSWORD);
        URI link = URI.create(member.mailbox().link(1));
        WebPages scanner = new WebPages();
        for (int i = 0; i < 3; i++) {
            assertThat(scanner.open(link).status()).isEqualTo(200);
        }
        assertThat(member.user().toRepresentation().isEmailVerified()).isFalse();

        WebPages phone = new WebPages();
        Page elsewhere = phone.send(phone.open(link), fields(link));
        assertThat(elsewhere.status()).isEqualTo(400);
        assertThat(elsewhere.html()).contains("Open the link in the browser where you signed up");
        assertThat(member.user().toRepresentation().isEmailVerified())
                .as("whoever presses the button of a mail that they did not ask for confirms nothing")
                .isFalse();

        Page page = signIn.browser().open(link);
        Page confirmed = signIn.browser().send(page, fields(link));

        assertThat(confirmed.html()).contains("Your e-mail address is confirmed.");
        assertThat(member.user().toRepresentation().isEmailVerified()).isTrue();
        assertThat(signIn.browser().send(page, fields(link)).status())
                .as("once more")
                .isEqualTo(400);
        assertThat(signIn.reload().isDone()).as("the window that waited").isTrue();
    }

    @Test
    void a_link_is_good_for_its_user_and_as_it_was_sent_only() {
        Member member = members.unconfirmed();
        Member other = members.unconfirmed();
        SignIn waiting = SignIn.at(realm).send("username", member.name()).send("password", Members.PASSWORD);
        SignIn.at(realm).send("username", other.name()).send("password", Members.PASSWORD);
        URI link = URI.create(member.mailbox().link(1));
        WebPages browser = waiting.browser();
        Page page = browser.open(link);
        Map<String, String> fields = fields(link);

        for (Map<String, String> wrong : List.of(
                Map.of("user", other.id(), "link", fields.get("link")),
                Map.of("user", member.id(), "link", fields.get("link") + "A"),
                Map.of("user", member.id(), "link", member.mailbox().code(1)),
                Map.of("user", member.id(), "link", ""),
                Map.of("user", member.id()),
                Map.of("user", "", "link", ""),
                Map.of("user", UUID.randomUUID().toString(), "link", fields.get("link")))) {
            Page answer = browser.send(page, wrong);
            assertThat(answer.status()).as(wrong.toString()).isEqualTo(400);
            assertThat(answer.html())
                    .containsAnyOf("This link is no longer valid.", "Open the link in the browser where you signed up");
        }
        assertThat(member.user().toRepresentation().isEmailVerified()).isFalse();
        assertThat(other.user().toRepresentation().isEmailVerified()).isFalse();
        assertThat(browser.send(page, fields).status()).isEqualTo(200);
    }

    @Test
    void the_next_mail_makes_link_and_code_of_the_one_before_void() {
        Member member = members.unconfirmed();
        SignIn signIn = SignIn.at(realm).send("username", member.name()).send("password", Members.PASSWORD);
        URI first = URI.create(member.mailbox().link(1));
        String code = member.mailbox().code(1);
        time.set(COOLDOWN);
        signIn.send("resend", "true");
        URI second = URI.create(member.mailbox().link(2));
        WebPages browser = signIn.browser();

        assertThat(browser.send(browser.open(first), fields(first)).status()).isEqualTo(400);
        if (!code.equals(member.mailbox().code(2))) {
            assertThat(signIn.send("code", code).page().html()).contains("This code is not right.");
        }
        assertThat(member.user().toRepresentation().isEmailVerified()).isFalse();
        assertThat(browser.send(browser.open(second), fields(second)).status()).isEqualTo(200);
        assertThat(member.user().toRepresentation().isEmailVerified()).isTrue();
    }

    /** Whoever has planted the cookie of a sign-in that they began themselves. */
    @Test
    void a_sign_in_in_a_strangers_browser_session_signs_the_stranger_in_nowhere() {
        Member member = members.withPassword();
        WebPages stranger = new WebPages();
        Page form = SignIn.at(realm, stranger, "").page();
        SignIn victim = SignIn.at(realm, stranger.copy(), "")
                .send("username", member.name())
                .send("password", Members.PASSWORD);
        assertThat(victim.isDone()).isTrue();

        assertThat(SignIn.at(realm, stranger, "").isDone()).isFalse();
        Page later = stranger.send(form, Map.of("username", member.name()));
        assertThat(later.address().toString()).doesNotContainPattern("[?&]code=");
    }

    @Test
    void the_form_of_one_client_signs_in_to_no_other() {
        Member member = members.withPassword();
        SignIn signIn = SignIn.at(realm).send("username", member.name());
        String form = signIn.page().form().toString();
        assertThat(form).contains("client_id=app");

        signIn.send(
                URI.create(form.replace("client_id=app", "client_id=account")), Map.of("password", Members.PASSWORD));

        assertThat(signIn.page().address().toString()).doesNotContainPattern("[?&]code=");
        assertThat(member.user().getUserSessions()).isEmpty();
    }

    @Test
    void users_who_choose_it_are_asked_for_a_code_by_mail_from_then_on() {
        Member member = members.withPassword();
        SignIn signIn = SignIn.at(realm, new WebPages(), "&kc_action=cloakpool-email-code-enrolment")
                .send("username", member.name())
                .send("password", Members.PASSWORD);
        assertThat(member.mailbox().parts(1))
                .allSatisfy(part -> assertThat(part).contains("It is valid for 24 hours."));
        signIn.send("code", member.mailbox().code(1));
        assertThat(member.credentials()).contains("cloakpool-email-code");

        SignIn next = SignIn.at(realm).send("username", member.name()).send("password", Members.PASSWORD);

        assertThat(next.isDone()).isFalse();
        assertThat(member.mailbox().parts(2))
                .allSatisfy(part -> assertThat(part).contains("It is valid for 5 minutes."));
        assertThat(next.send("code", member.mailbox().code(2)).isDone()).isTrue();
    }

    /** They are what is left of a second factor: a password alone is not enough. */
    @Test
    void the_password_grant_is_not_for_users_with_recovery_codes() {
        Member codes = members.with(
                "recovery-authn-codes",
                "{\"hashIterations\":1,\"algorithm\":\"SHA-512\",\"totalCodes\":12,\"remainingCodes\":12}",
                "{\"codes\":[{\"number\":1,\"encodedHashedValue\":\"AAAA\"}]}");
        Member none = members.withPassword();
        grants(true);
        try {
            assertThat(grant(none)).isEqualTo(200);
            assertThat(grant(codes)).isEqualTo(400);
        } finally {
            grants(false);
        }
    }

    private int grant(Member member) {
        return Http.form(
                        URI.create(realm.getBaseUrl() + "/protocol/openid-connect/token"),
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "app",
                                "username",
                                member.name(),
                                "password",
                                Members.PASSWORD))
                .status();
    }

    private void grants(boolean on) {
        ClientRepresentation app = realm.admin().clients().findByClientId("app").get(0);
        app.setDirectAccessGrantsEnabled(on);
        realm.admin().clients().get(app.getId()).update(app);
    }

    /** In full-width letters, which read as the plain ones do. */
    static String wide(String text) {
        return text.chars()
                .map(c -> c > 0x20 && c < 0x7f ? c - 0x21 + 0xff01 : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String seen(String name) {
        return Seen.of(
                SignIn.at(realm)
                        .send("username", name)
                        .send("password", "wrong")
                        .page(),
                name);
    }

    private static Map<String, String> fields(URI link) {
        Map<String, String> fields = new HashMap<>();
        for (String parameter : link.getRawFragment().split("&", -1)) {
            String[] pair = parameter.split("=", 2);
            fields.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return fields;
    }
}
