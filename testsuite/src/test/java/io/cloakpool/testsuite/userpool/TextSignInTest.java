package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.demo.WebPages.Page;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Members.Member;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.util.ApiUtil;

/** Codes by text message in place of a password, and to recover an account, in the realm of {@code user-pool.json} with its steps for them on. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class TextSignInTest {
    private static final String BROWSER = "user pool browser";
    private static final String RECOVERY = "user pool recovery";
    private static final String NEW_PASSWORD = "Another-password 2 of the tests";

    @InjectRealm(config = Recipe.UserPool.class)
    ManagedRealm realm;

    @InjectMailServer
    MailServer mail;

    private Members members;
    private TextGateway gateway;
    private Steps steps;
    private String component;

    @BeforeEach
    void texts() {
        members = new Members(realm, mail);
        gateway = new TextGateway();
        try (Response made = realm.admin().components().add(gateway.sender())) {
            component = ApiUtil.getCreatedId(made);
        }
        steps = new Steps(realm)
                .attributes(Map.of("cloakpool.sms.countries", "DE"))
                .action("cloakpool-sms-code-enrolment", true)
                .require(BROWSER, "cloakpool-sms-code-sign-in", "ALTERNATIVE")
                .require(BROWSER, "cloakpool-password", "DISABLED")
                .require(RECOVERY, "cloakpool-sms-code-recovery", "ALTERNATIVE");
    }

    @AfterEach
    void close() {
        steps.close();
        realm.admin().components().component(component).remove();
        gateway.close();
    }

    @Test
    void a_code_by_text_message_signs_in_by_number_and_by_name_once() {
        String number = Stage.newNumber();
        Member member = members.withNumber(number);
        SignIn byNumber = name(number);
        String code = gateway.code(1, number);

        assertThat(byNumber.send("code", code).tokens().path("access_token").asText())
                .isNotEmpty();
        assertThat(name(member.name()).send("code", code).isDone())
                .as("that of another sign-in")
                .isFalse();
        SignIn byName = name(member.name());
        assertThat(byName.send("code", gateway.code(3, number)).isDone()).isTrue();
        assertThat(realm.admin().getEvents())
                .filteredOn(event -> member.id().equals(event.getUserId()) && event.getDetails() != null)
                .extracting(event -> event.getDetails().get("username"))
                .contains(mask(number), member.name())
                .doesNotContain(number);
    }

    @Test
    void reload_back_a_second_tab_and_impatience_send_one_message() {
        String number = Stage.newNumber();
        members.withNumber(number);
        SignIn signIn = name(number);
        Page first = signIn.page();
        String code = gateway.code(1, number);

        signIn.reload().send("resend", "true").send("resend", "true");
        SignIn tab = SignIn.at(realm, signIn.browser(), "").send("username", number);
        Page back = signIn.browser().send(first.form(), Map.of("resend", "true"));

        assertThat(tab.page().html()).contains("name=\"code\"");
        assertThat(back.html()).contains("name=\"code\"");
        assertThat(tab.send("code", code).isDone()).isTrue();
        assertThat(gateway.size()).isEqualTo(1);
    }

    @Test
    void numbers_that_nobody_has_are_answered_like_those_of_users() {
        String number = Stage.newNumber();
        String unproven = Stage.newNumber();
        members.withNumber(number);
        Member claims = members.withNumber(unproven);
        claims.unprove();

        List<String> known = seen(number);

        assertThat(seen(Stage.newNumber())).isEqualTo(known);
        assertThat(seen(unproven)).isEqualTo(known);
        assertThat(gateway.size()).isEqualTo(1);
    }

    @Test
    void wrong_codes_lock_the_account_and_the_right_one_is_refused_then() {
        String number = Stage.newNumber();
        Member member = members.withNumber(number);
        SignIn first = name(number);
        guessWrong(first, gateway.code(1, number));
        member.awaitFailures(realm, Members.FAILURES_UNTIL_LOCKED);

        SignIn second = name(number);

        assertThat(second.send("code", gateway.code(2, number)).isDone()).isFalse();
        assertThat(second.page().html()).contains("This code is not right.");
        member.unlock(realm);
    }

    @Test
    void a_number_that_two_users_have_signs_in_neither() {
        String number = Stage.newNumber();
        members.withNumber(number);
        members.withNumber(number);

        assertThat(name(number).page().html()).contains("name=\"code\"");
        assertThat(name(number).send("code", "123456").page().html()).contains("This code is not right.");
        assertThat(gateway.size()).isZero();
    }

    /** The owner of a number has it, whoever had it proven before: but only one of two gets in by it. */
    @Test
    void two_users_enrol_one_number_and_both_have_it_as_a_factor_and_neither_as_a_name() {
        steps.require(BROWSER, "cloakpool-password", "ALTERNATIVE")
                .require(BROWSER, "cloakpool-sms-code-sign-in", "DISABLED");
        String number = Stage.newNumber();
        Member one = members.withPassword();
        Member other = members.withPassword();
        int sent = 0;
        for (Member member : List.of(one, other)) {
            SignIn enrolment = SignIn.at(realm, new WebPages(), "&kc_action=cloakpool-sms-code-enrolment")
                    .send("username", member.name())
                    .send("password", Members.PASSWORD)
                    .send("phone", number);
            sent++;
            assertThat(enrolment.send("code", gateway.code(sent, number)).isDone())
                    .isTrue();
        }

        for (Member member : List.of(one, other)) {
            SignIn signIn = name(member.name()).send("password", Members.PASSWORD);
            sent++;
            assertThat(signIn.send("code", gateway.code(sent, number)).isDone()).isTrue();
        }
        SignIn byNumber = name(number).send("password", Members.PASSWORD);
        assertThat(byNumber.page().html()).contains("Invalid username or password.");
    }

    @Test
    void an_account_is_recovered_by_the_first_channel_that_it_has_and_by_the_other_one_on_demand() {
        String number = Stage.newNumber();
        Member member = members.withNumber(number);
        SignIn byMail = forgotten(member.name());
        byMail.send("code", member.mailbox().code(1));
        assertThat(byMail.page().html()).contains("password-new");
        assertThat(gateway.size()).as("by mail only").isZero();

        SignIn byText = forgotten(member.name());
        byText.send("tryAnotherWay", "on")
                .send("authenticationExecution", steps.execution(RECOVERY, "cloakpool-sms-code-recovery"));
        byText.send("code", gateway.code(1, number));
        assertThat(byText.page().html()).contains("password-new");
        byText.send(Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD));
        assertThat(byText.isDone()).as(byText.page().html()).isTrue();
    }

    @Test
    void whoever_has_no_verified_address_is_told_of_a_new_password_by_text_message() {
        String number = Stage.newNumber();
        Member member = withoutVerifiedAddress(number);
        SignIn recovery = forgotten(member.name())
                .send("tryAnotherWay", "on")
                .send("authenticationExecution", steps.execution(RECOVERY, "cloakpool-sms-code-recovery"));
        recovery.send("code", gateway.code(1, number));

        recovery.send(Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD));

        assertThat(gateway.text(2, number)).contains("The password of your account", "was changed");
        assertThat(member.mailbox().notices(0)).isEmpty();
    }

    /** Else whoever has an account has the realm pay for messages, and uses up what others of that range need. */
    @Test
    void of_new_passwords_a_number_is_told_three_times_a_day() {
        steps.require(BROWSER, "cloakpool-sms-code-sign-in", "DISABLED")
                .require(BROWSER, "cloakpool-password", "ALTERNATIVE");
        confirmAddresses(false);
        try {
            Member member = withoutVerifiedAddress(Stage.newNumber());
            for (int i = 0; i < 4; i++) {
                changePassword(member);
            }
            String other = Stage.newNumber();
            changePassword(withoutVerifiedAddress(other));

            assertThat(gateway.text(4, other)).contains("was changed");
        } finally {
            confirmAddresses(true);
        }
    }

    private Member withoutVerifiedAddress(String number) {
        Member member = members.withNumber(number);
        UserRepresentation unverified = member.user().toRepresentation();
        unverified.setEmailVerified(false);
        member.user().update(unverified);
        return member;
    }

    private void confirmAddresses(boolean needed) {
        RealmRepresentation changed = realm.admin().toRepresentation();
        changed.setVerifyEmail(needed);
        realm.admin().update(changed);
    }

    private void changePassword(Member member) {
        SignIn change = SignIn.at(realm, new WebPages(), "&kc_action=UPDATE_PASSWORD")
                .send("username", member.name())
                .send("password", Members.PASSWORD)
                .send(Map.of("password-new", Members.PASSWORD, "password-confirm", Members.PASSWORD));
        assertThat(change.isDone()).as(change.page().html()).isTrue();
    }

    @Test
    void messages_that_are_the_second_factor_recover_nothing() {
        steps.require(BROWSER, "cloakpool-password", "ALTERNATIVE")
                .require(BROWSER, "cloakpool-sms-code-sign-in", "DISABLED");
        String number = Stage.newNumber();
        Member member = members.withPassword();
        SignIn enrolment = SignIn.at(realm, new WebPages(), "&kc_action=cloakpool-sms-code-enrolment")
                .send("username", member.name())
                .send("password", Members.PASSWORD)
                .send("phone", number);
        assertThat(enrolment.send("code", gateway.code(1, number)).isDone()).isTrue();
        String execution = steps.execution(RECOVERY, "cloakpool-sms-code-recovery");

        SignIn recovery = forgotten(member.name());
        String code = member.mailbox().code(1);
        recovery.send("tryAnotherWay", "on").send("authenticationExecution", execution);
        String known = Seen.of(recovery.page(), member.name());
        SignIn stranger = forgotten("nobody").send("tryAnotherWay", "on").send("authenticationExecution", execution);

        assertThat(known).isEqualTo(Seen.of(stranger.page(), "nobody")).contains("name=\"code\"");
        assertThat(gateway.size()).as("messages").isEqualTo(1);
        SignIn byMail = forgotten(member.name());
        assertThat(byMail.send("code", member.mailbox().code(2)).page().html())
                .as("by mail it goes on, with the second factor")
                .doesNotContain("password-new")
                .contains("name=\"code\"");
        byMail.send("code", gateway.code(2, number));
        assertThat(byMail.page().html()).contains("password-new");
        assertThat(code).isNotEmpty();
    }

    private List<String> seen(String number) {
        SignIn signIn = name(number);
        String mask = mask(number);
        assertThat(signIn.page().html()).contains(mask).doesNotContain(number);
        String asked = Seen.of(signIn.page(), mask);
        String guessed = Seen.of(signIn.send("code", "000000").page(), mask);
        String resent = Seen.of(signIn.send("resend", "true").page(), mask);
        return List.of(asked, guessed, resent);
    }

    private static void guessWrong(SignIn signIn, String code) {
        for (int i = 0; i < Members.FAILURES_UNTIL_LOCKED; i++) {
            assertThat(signIn.send("code", code.equals("000000") ? "000001" : "000000")
                            .isDone())
                    .isFalse();
        }
    }

    private SignIn name(String name) {
        return SignIn.at(realm).send("username", name);
    }

    /** Goes by the link of the page that asks for the first factor, or by the address behind it. */
    private SignIn forgotten(String name) {
        steps.require(BROWSER, "cloakpool-password", "ALTERNATIVE");
        SignIn signIn = SignIn.at(realm).send("username", "somebody");
        if (!signIn.page().html().contains("reset-credentials")) {
            signIn.send("tryAnotherWay", "on")
                    .send("authenticationExecution", steps.execution(BROWSER, "cloakpool-password"));
        }
        return signIn.follow("reset-credentials").send("username", name);
    }

    /** As pages show a number. */
    private static String mask(String number) {
        return "+49" + "*".repeat(number.length() - 5) + number.substring(number.length() - 2);
    }
}
