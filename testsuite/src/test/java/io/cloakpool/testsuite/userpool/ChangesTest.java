package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.demo.WebPages.Page;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Members.Member;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RequiredActionConfigRepresentation;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.util.ApiUtil;

/** Addresses that change and come back, and the time after a recovery, in the realm of {@code user-pool.json}. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class ChangesTest {
    private static final String NEW_PASSWORD = "Another-password 2 of the tests";
    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final String UPDATE_EMAIL = "&kc_action=UPDATE_EMAIL";

    @InjectRealm(config = Recipe.UserPool.class)
    ManagedRealm realm;

    @InjectMailServer
    MailServer mail;

    private Members members;

    @BeforeEach
    void members() {
        members = new Members(realm, mail);
        coolOff("24");
        RequiredActionConfigRepresentation wait = new RequiredActionConfigRepresentation();
        wait.setConfig(Map.of("emailResendCooldownSeconds", "1"));
        realm.admin().flows().updateRequiredActionConfig("UPDATE_EMAIL", wait);
    }

    @Test
    void an_address_stays_until_the_new_one_is_proven_and_its_holder_can_take_the_account_back() {
        Member member = members.withPassword();
        Mailbox other = newMailbox();
        SignIn change = at(member, UPDATE_EMAIL);
        JsonNode tokens = at(member, "").tokens();
        change.send("email", other.address());
        assertThat(email(member)).as("not proven yet").isEqualTo(member.address());
        for (int visits = 0; visits < 2; visits++) {
            assertThat(new WebPages().open(AddressLink.of(other, 1).address()).status())
                    .as("a scanner's visit")
                    .isEqualTo(200);
        }
        assertThat(email(member)).as("nobody has pressed anything").isEqualTo(member.address());
        prove(change, other);
        assertThat(email(member)).isEqualTo(other.address());

        URI undo = undo(member.mailbox().notices(1));
        WebPages anywhere = new WebPages();
        assertThat(anywhere.open(undo).status()).as("a scanner's visit").isEqualTo(200);
        assertThat(email(member)).isEqualTo(other.address());
        Page done = anywhere.send(anywhere.open(undo), fields(undo));

        assertThat(done.html()).contains("The change is undone.");
        assertThat(member.user().toRepresentation()).satisfies(user -> {
            assertThat(user.getEmail()).isEqualTo(member.address());
            assertThat(user.isEmailVerified()).isTrue();
        });
        assertThat(member.credentials())
                .as("the password may be somebody else's")
                .containsExactly("cloakpool-undone-change");
        assertThat(refresh(tokens).status()).as("everybody is signed out").isEqualTo(400);
        assertThat(anywhere.send(anywhere.open(undo), fields(undo)).status())
                .as("once more")
                .isEqualTo(400);
    }

    /** It is another mailbox than the one it looks like, and two accounts would read as one. */
    @Test
    void no_address_that_only_looks_like_another_one_becomes_a_users() {
        Member member = members.withPassword();
        Member victim = members.withPassword();
        SignIn change = at(member, UPDATE_EMAIL);

        for (String trick : List.of(
                victim.address().replace("m", "\uff4d"),
                victim.address().replace("@", "\uff20") + "@example.com",
                "\ufb01ne-" + victim.address())) {
            change.send("email", trick);
            assertThat(change.page().html()).as(trick).contains("Invalid email address.", "name=\"email\"");
        }
        assertThat(change.send("email", newMailbox().address()).page().html()).doesNotContain("name=\"email\"");
    }

    @Test
    void the_question_of_one_browser_is_not_answered_by_another() {
        Member member = members.withPassword();
        Mailbox other = newMailbox();
        SignIn change = at(member, UPDATE_EMAIL).send("email", other.address());
        URI meant = AddressLink.of(other, 1).goOn(change.browser());

        Page elsewhere = new WebPages().open(meant);

        assertThat(elsewhere.status()).as("asked once more").isEqualTo(200);
        assertThat(email(member)).isEqualTo(member.address());
        change.browser().open(meant);
        assertThat(email(member)).isEqualTo(other.address());
    }

    /** Case and compatibility forms, each letter by chance. */
    @Test
    void no_spelling_of_a_members_address_becomes_somebody_elses() {
        Member member = members.withPassword();
        Member victim = members.withPassword();
        SignIn change = at(member, UPDATE_EMAIL);
        Random random = new Random(3);
        for (int i = 0; i < 12; i++) {
            StringBuilder variant = new StringBuilder();
            for (char letter : victim.address().toCharArray()) {
                String same = String.valueOf(letter);
                variant.append(
                        switch (random.nextInt(3)) {
                            case 0 -> same.toUpperCase(Locale.ROOT);
                            case 1 -> UserPoolTest.wide(same);
                            default -> same;
                        });
            }
            change.send("email", i == 0 ? victim.address().toUpperCase(Locale.ROOT) : variant.toString());
            assertThat(change.page().html()).as(variant.toString()).contains("name=\"email\"");
        }
        assertThat(victim.mailbox().size()).isZero();
        assertThat(email(member)).isEqualTo(member.address());
    }

    @Test
    void of_two_users_who_wait_for_one_address_one_gets_it() {
        Member one = members.withPassword();
        Member other = members.withPassword();
        Mailbox wanted = newMailbox();
        SignIn first = at(one, UPDATE_EMAIL).send("email", wanted.address());
        AddressLink ofFirst = AddressLink.of(wanted, 1);
        SignIn second = at(other, UPDATE_EMAIL).send("email", wanted.address());
        AddressLink ofSecond = AddressLink.of(wanted, 2);

        ofSecond.follow(second.browser());
        ofFirst.follow(first.browser());

        assertThat(List.of(email(one), email(other))).containsOnlyOnce(wanted.address());
        assertThat(email(other)).as("who was first").isEqualTo(wanted.address());
    }

    /** Security list, row 2: both links are pressed at the same moment. */
    @Test
    void of_two_users_who_prove_one_address_at_once_one_gets_it() throws Exception {
        for (int round = 0; round < 3; round++) {
            Member one = members.withPassword();
            Member other = members.withPassword();
            Mailbox wanted = newMailbox();
            SignIn first = at(one, UPDATE_EMAIL).send("email", wanted.address());
            URI byFirst = AddressLink.of(wanted, 1).goOn(first.browser());
            SignIn second = at(other, UPDATE_EMAIL).send("email", wanted.address());
            URI bySecond = AddressLink.of(wanted, 2).goOn(second.browser());

            AtOnce.both(
                    () -> first.browser().open(byFirst), () -> second.browser().open(bySecond));

            assertThat(Stream.of(one, other).filter(user -> wanted.address().equals(email(user))))
                    .hasSize(1)
                    .allSatisfy(
                            owner -> assertThat(owner.user().toRepresentation().isEmailVerified())
                                    .isTrue());
        }
    }

    /** Else whoever took an account over would change its address twice. */
    @Test
    void of_two_changes_the_first_address_wins_and_the_second_is_void_then() {
        Member member = members.withPassword();
        Mailbox second = newMailbox();
        Mailbox third = newMailbox();
        change(member, second);
        change(member, third);
        URI byFirst = undo(member.mailbox().notices(1));
        URI bySecond = undo(second.notices(1));
        WebPages anywhere = new WebPages();

        assertThat(anywhere.send(anywhere.open(byFirst), fields(byFirst)).status())
                .isEqualTo(200);
        assertThat(anywhere.send(anywhere.open(bySecond), fields(bySecond)).status())
                .isEqualTo(400);

        assertThat(email(member)).isEqualTo(member.address());
    }

    /** Whoever made the later change has its link, and presses it first. */
    @Test
    void undoing_a_later_change_leaves_the_earlier_link_good() {
        Member member = members.withPassword();
        Mailbox second = newMailbox();
        change(member, second);
        change(member, newMailbox());
        URI byFirst = undo(member.mailbox().notices(1));
        URI bySecond = undo(second.notices(1));

        assertThat(press(bySecond)).isEqualTo(200);
        assertThat(email(member)).isEqualTo(second.address());
        member.user().logout();

        assertThat(press(byFirst))
                .as("also after an administrator signed everybody out")
                .isEqualTo(200);
        assertThat(email(member)).isEqualTo(member.address());
        assertThat(press(bySecond)).isEqualTo(400);
    }

    @Test
    void what_a_stranger_set_up_before_the_change_is_gone_with_it_and_a_sign_in_that_waits_too() {
        Member member = members.withPassword();
        SignIn stranger = at(member, "&kc_action=cloakpool-email-code-enrolment");
        assertThat(stranger.send("code", member.mailbox().code(1)).isDone()).isTrue();
        Mailbox other = newMailbox();
        SignIn change = SignIn.at(realm, stranger.browser(), UPDATE_EMAIL).send("email", other.address());
        prove(change, other);
        SignIn waiting = at(member, "");
        assertThat(waiting.page().html()).contains("name=\"code\"");
        String code = other.code(2);

        List<String> notices = member.mailbox().notices(2);
        assertThat(press(undo(List.of(notices.get(notices.size() - 1))))).isEqualTo(200);

        assertThat(member.credentials()).doesNotContain("password", "cloakpool-email-code");
        assertThat(waiting.send("code", code).isDone()).isFalse();
        assertThat(member.user().getUserSessions()).isEmpty();
    }

    @Test
    void an_account_that_only_claims_the_address_gives_it_back() {
        Member member = members.withPassword();
        Member squatter = members.unconfirmed();
        change(member, newMailbox());
        UserRepresentation claim = squatter.user().toRepresentation();
        claim.setEmail(member.address());
        squatter.user().update(claim);

        assertThat(press(undo(member.mailbox().notices(1)))).isEqualTo(200);

        assertThat(email(member)).isEqualTo(member.address());
        assertThat(email(squatter)).isNull();
    }

    @Test
    void the_link_to_undo_is_good_for_its_user_and_while_nobody_else_has_the_address() {
        Member member = members.withPassword();
        Member other = members.withPassword();
        change(member, newMailbox());
        URI undo = undo(member.mailbox().notices(1));
        WebPages anywhere = new WebPages();
        Page page = anywhere.open(undo);
        Map<String, String> fields = fields(undo);
        for (Map<String, String> wrong : List.of(
                Map.of("user", other.id(), "link", fields.get("link")),
                Map.of("user", member.id(), "link", fields.get("link") + "0"),
                Map.of("user", member.id()),
                Map.of("link", fields.get("link")),
                Map.of("user", UUID.randomUUID().toString(), "link", fields.get("link")))) {
            assertThat(anywhere.send(page, wrong).status()).as(wrong.toString()).isEqualTo(400);
        }
        UserRepresentation taken = other.user().toRepresentation();
        taken.setEmail(member.address());
        other.user().update(taken);

        assertThat(anywhere.send(page, fields).status()).isEqualTo(400);
        assertThat(email(member)).isNotEqualTo(member.address());
    }

    /** Whoever has an address that somebody mistyped must not get the account. */
    @Test
    void an_address_that_was_never_proven_cannot_undo_anything() {
        Member member = members.withPassword();
        UserRepresentation user = member.user().toRepresentation();
        realm.updateWithCleanup(r -> r.verifyEmail(false));
        user.setEmailVerified(false);
        member.user().update(user);
        Mailbox other = newMailbox();
        SignIn change = at(member, UPDATE_EMAIL).send("email", other.address());
        assertThat(change.isDone()).isTrue();
        assertThat(email(member)).isEqualTo(other.address());

        Member witness = members.withPassword();
        realm.updateWithCleanup(r -> r.verifyEmail(true));
        change(witness, newMailbox());
        witness.mailbox().notices(1);

        assertThat(member.mailbox().notices(0)).isEmpty();
    }

    /** Of all pages of a sign-in it is the one that no required action is asked after. */
    @Test
    void a_sign_in_that_waits_for_consent_is_over_with_an_undoing_too() {
        Member member = members.withPassword();
        change(member, newMailbox());
        URI undo = undo(member.mailbox().notices(1));
        consent(true);
        try {
            SignIn waiting = at(member, "");
            assertThat(waiting.page().html()).contains("name=\"accept\"");
            SignIn other = agree(at(member, ""));
            assertThat(other.isDone()).as(other.page().html()).isTrue();

            assertThat(press(undo)).isEqualTo(200);

            agree(waiting);
            assertThat(waiting.isDone()).isFalse();
            assertThat(waiting.page().status()).isEqualTo(400);
            assertThat(waiting.page().html()).contains("Session not active");
            assertThat(member.user().getUserSessions()).isEmpty();
            assertThat(SignIn.at(realm, waiting.browser(), "").page().html())
                    .as("no session is left in that browser")
                    .contains("name=\"username\"");
            assertThat(realm.admin().getEvents()).anySatisfy(event -> {
                assertThat(event.getUserId()).isEqualTo(member.id());
                assertThat(event.getType()).isEqualTo("LOGIN_ERROR");
                assertThat(event.getError()).isEqualTo("expired_code");
            });
        } finally {
            consent(false);
        }
    }

    /** Else whoever took the mailbox over would have the codes of the second factor as well. */
    @Test
    void a_number_that_was_a_factor_goes_with_it_when_a_change_of_address_is_undone() {
        Member member = members.withPassword();
        change(member, newMailbox());
        URI undo = undo(member.mailbox().notices(1));
        try (TextGateway gateway = new TextGateway();
                Response made = realm.admin().components().add(gateway.sender())) {
            String sender = ApiUtil.getCreatedId(made);
            texts(true);
            SignIn stranger =
                    at(member, "&kc_action=cloakpool-sms-code-enrolment").send("phone", "+491711115555");
            assertThat(stranger.send("code", gateway.code(1, "+491711115555")).isDone())
                    .isTrue();
            assertThat(number(member)).isEqualTo("+491711115555");

            assertThat(press(undo)).isEqualTo(200);

            assertThat(member.credentials()).doesNotContain("cloakpool-sms-code");
            assertThat(member.user().toRepresentation().getAttributes()).isNullOrEmpty();
            realm.admin().components().component(sender).remove();
            texts(false);
        }
    }

    @Test
    void after_a_recovery_addresses_and_factors_wait_and_the_owner_is_told() {
        Member member = members.withPassword();
        SignIn recovery = recover(member);
        assertThat(member.mailbox().notices(1).get(0)).contains("password of your account");

        for (String action : List.of(
                "UPDATE_EMAIL",
                "CONFIGURE_TOTP",
                "cloakpool-email-code-enrolment",
                "webauthn-register",
                "idp_link:oidc")) {
            SignIn held = SignIn.at(realm, recovery.browser(), "&kc_action=" + action);
            assertThat(held.page().html()).as(action).contains("was recovered a short time ago");
            held.send(Map.of());
            assertThat(held.page().address().toString()).contains("kc_action_status=cancelled");
        }
        assertThat(email(member)).isEqualTo(member.address());

        coolOff("0");
        assertThat(SignIn.at(realm, recovery.browser(), UPDATE_EMAIL).page().html())
                .contains("name=\"email\"");
    }

    /** That door asks no required action. */
    @Test
    void nor_do_they_change_by_the_account_consoles_own_door() {
        Member member = members.with(
                "webauthn-passwordless",
                "{\"credentialId\":\"AQID\",\"counter\":0,\"transports\":[],\"attestationStatementFormat\":\"none\"}",
                "{}");
        String passkey = member.user().credentials().stream()
                .filter(credential -> credential.getType().equals("webauthn-passwordless"))
                .findFirst()
                .orElseThrow()
                .getId();
        String token = recover(member).tokens().path("access_token").asText();

        assertThat(account("DELETE", "/credentials/" + passkey, Map.of(), token).status())
                .isEqualTo(403);
        assertThat(member.credentials()).contains("webauthn-passwordless");
        // Where the realm has no new address proven, it changes at once.
        action("UPDATE_EMAIL", false);
        try {
            Http.Answer answer =
                    account("POST", "", profile(member, newMailbox().address()), token);
            assertThat(answer.status()).as(answer.body()).isEqualTo(403);
            assertThat(email(member)).isEqualTo(member.address());
            SignIn update = at(member, NEW_PASSWORD, "&kc_action=UPDATE_PROFILE");
            update.send(Map.of(
                    "username", member.name(), "email", newMailbox().address(), "firstName", "A", "lastName", "B"));
            assertThat(update.page().html()).contains("was recovered a short time ago");
            assertThat(email(member)).isEqualTo(member.address());

            coolOff("0");
            Http.Answer later = account("POST", "", profile(member, newMailbox().address()), token);
            assertThat(later.status()).as(later.body()).isEqualTo(204);
            assertThat(email(member)).isNotEqualTo(member.address());
            assertThat(member.mailbox().notices(2))
                    .as("of the new password, and of the new address")
                    .anySatisfy(notice -> assertThat(notice).containsPattern(LINK));
        } finally {
            action("UPDATE_EMAIL", true);
        }
        assertThat(account("DELETE", "/credentials/" + passkey, Map.of(), token).status())
                .isEqualTo(204);
        assertThat(member.credentials()).doesNotContain("webauthn-passwordless");
    }

    /** Whoever had the password before may have begun it. */
    @Test
    void a_change_of_address_that_waits_for_a_click_is_void_after_a_recovery() {
        Member member = members.withPassword();
        Mailbox other = newMailbox();
        SignIn change = at(member, UPDATE_EMAIL).send("email", other.address());
        URI link = URI.create(other.link(1));
        recover(member);

        Page page = change.browser().open(link);

        assertThat(page.status()).as(page.html()).isEqualTo(400);
        assertThat(email(member)).isEqualTo(member.address());
    }

    @Test
    void a_number_that_is_replaced_is_told_and_can_come_back() {
        Member member = members.withPassword();
        try (TextGateway gateway = new TextGateway();
                Response made = realm.admin().components().add(gateway.sender())) {
            String sender = ApiUtil.getCreatedId(made);
            texts(true);
            SignIn first = at(member, "&kc_action=cloakpool-sms-code-enrolment").send("phone", "+491711112222");
            assertThat(first.send("code", gateway.code(1, "+491711112222")).isDone())
                    .isTrue();
            SignIn second = SignIn.at(realm, first.browser(), "&kc_action=cloakpool-sms-code-enrolment");
            second.send("change", "true").send("phone", "+491711113333");
            assertThat(second.send("code", gateway.code(2, "+491711113333")).isDone())
                    .isTrue();
            assertThat(number(member)).isEqualTo("+491711113333");

            String text = gateway.text(3, "+491711112222");
            URI undo = undo(List.of(text));
            WebPages anywhere = new WebPages();
            assertThat(anywhere.send(anywhere.open(undo), fields(undo)).status())
                    .isEqualTo(200);

            assertThat(number(member)).isEqualTo("+491711112222");
            realm.admin().components().component(sender).remove();
            texts(false);
        }
    }

    @Test
    void new_ways_to_sign_in_are_told() {
        Member member = members.withPassword();
        SignIn enrolment = at(member, "&kc_action=cloakpool-email-code-enrolment");
        assertThat(enrolment.send("code", member.mailbox().code(1)).isDone()).isTrue();

        assertThat(member.mailbox().notices(1).get(0)).contains("A way to sign in was added");
    }

    /** The account console's own door. */
    @Test
    void users_do_not_write_what_is_proven_about_them() {
        Member member = members.withPassword();
        String token = at(member, "").tokens().path("access_token").asText();
        Map<String, Object> profile = Map.of(
                "username",
                member.name(),
                "email",
                member.address(),
                "firstName",
                "First",
                "lastName",
                "Changed",
                "attributes",
                Map.of(
                        "phoneNumber", List.of(Stage.typed("+491711114444")),
                        "phoneNumberVerified", List.of("true"),
                        "unheard-of", List.of("x")));

        Http.Answer answer = account("POST", "", profile, token);

        assertThat(answer.status()).as(answer.body()).isIn(204, 400);
        assertThat(member.user().toRepresentation().getAttributes()).isNullOrEmpty();
    }

    /** Keycloak lets a user wait between two changes, here for a second. */
    private void change(Member member, Mailbox to) {
        SignIn change = at(member, UPDATE_EMAIL).send("email", to.address());
        Instant end = Instant.now().plusSeconds(10);
        while (change.page().html().contains("name=\"email\"") && Instant.now().isBefore(end)) {
            change.send("email", to.address());
        }
        prove(change, to);
        assertThat(email(member)).isEqualTo(to.address());
    }

    /** Says that the address is meant. */
    private static void prove(SignIn change, Mailbox mailbox) {
        Page page = AddressLink.of(mailbox, 1).follow(change.browser());
        assertThat(page.status()).as(page.html()).isEqualTo(200);
    }

    /** The status of the answer to the button. */
    static int press(URI undo) {
        WebPages anywhere = new WebPages();
        return anywhere.send(anywhere.open(undo), fields(undo)).status();
    }

    private SignIn at(Member member, String more) {
        return at(member, Members.PASSWORD, more);
    }

    private SignIn at(Member member, String password, String more) {
        return SignIn.at(realm, new WebPages(), more)
                .send("username", member.name())
                .send("password", password);
    }

    /** By the first mail to the member. */
    private SignIn recover(Member member) {
        SignIn recovery = SignIn.at(realm).send("username", member.name()).follow("reset-credentials");
        recovery.send("username", member.address())
                .send("code", member.mailbox().code(1));
        recovery.send(Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD));
        assertThat(recovery.isDone()).as(recovery.page().html()).isTrue();
        return recovery;
    }

    /** On Keycloak's page for consent. */
    private static SignIn agree(SignIn signIn) {
        Matcher code = Pattern.compile("name=\"code\" value=\"([^\"]+)\"")
                .matcher(signIn.page().html());
        assertThat(code.find()).as(signIn.page().html()).isTrue();
        return signIn.send(Map.of("code", code.group(1), "accept", "Yes"));
    }

    private void consent(boolean required) {
        ClientRepresentation app = realm.admin().clients().findByClientId("app").get(0);
        app.setConsentRequired(required);
        realm.admin().clients().get(app.getId()).update(app);
    }

    private Http.Answer account(String method, String path, Map<String, ?> body, String token) {
        return Http.json(
                method,
                URI.create(realm.getBaseUrl() + "/account" + path),
                body,
                "Authorization",
                "Bearer " + token,
                "Accept",
                "application/json");
    }

    private static Map<String, String> profile(Member member, String email) {
        return Map.of("username", member.name(), "email", email, "firstName", "First", "lastName", "Last");
    }

    private static String email(Member member) {
        return member.user().toRepresentation().getEmail();
    }

    private static String number(Member member) {
        return member.user()
                .toRepresentation()
                .getAttributes()
                .getOrDefault("phoneNumber", List.of(""))
                .get(0);
    }

    private Mailbox newMailbox() {
        return new Mailbox(mail, "new-" + UUID.randomUUID() + "@example.com");
    }

    static URI undo(List<String> notices) {
        Matcher link = LINK.matcher(notices.get(0));
        assertThat(link.find()).as(notices.get(0)).isTrue();
        Issued.add(link.group().substring(link.group().lastIndexOf('=') + 1));
        return URI.create(link.group());
    }

    private static Map<String, String> fields(URI link) {
        Map<String, String> fields = new HashMap<>();
        for (String parameter : link.getRawFragment().split("&", -1)) {
            String[] pair = parameter.split("=", 2);
            fields.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private Http.Answer refresh(JsonNode tokens) {
        return Http.form(
                URI.create(realm.getBaseUrl() + "/protocol/openid-connect/token"),
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        "app",
                        "refresh_token",
                        tokens.path("refresh_token").asText()));
    }

    private void coolOff(String hours) {
        RealmRepresentation changed = realm.admin().toRepresentation();
        changed.getAttributes().put("cloakpool.recovery.coolOffHours", hours);
        realm.admin().update(changed);
    }

    private void texts(boolean on) {
        RealmRepresentation changed = realm.admin().toRepresentation();
        changed.getAttributes().put("cloakpool.sms.countries", on ? "DE" : "");
        realm.admin().update(changed);
        action("cloakpool-sms-code-enrolment", on);
    }

    private void action(String id, boolean on) {
        RequiredActionProviderRepresentation action = realm.admin().flows().getRequiredAction(id);
        action.setEnabled(on);
        realm.admin().flows().updateRequiredAction(id, action);
    }
}
