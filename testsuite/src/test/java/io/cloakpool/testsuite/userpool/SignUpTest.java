package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.demo.WebPages.Page;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Members.Member;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPAttributeRequired;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.util.ApiUtil;

/** New accounts, in the realm of {@code user-pool.json} with registration switched on. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class SignUpTest {
    private static final String NUMBER = Stage.typed("+491711234567");
    private static final String SPACED_NUMBER = Stage.typed("+49 171 1234567");

    @InjectRealm(config = Recipe.UserPool.class)
    ManagedRealm realm;

    @InjectMailServer
    MailServer mail;

    @BeforeEach
    void allow() {
        Issued.add(Members.PASSWORD);
        set(Map.of("cloakpool.signUp.with", "email", "cloakpool.signUp.domains", "", "cloakpool.signUp.clients", ""));
    }

    @Test
    void there_is_no_account_before_its_address_is_proven_and_then_the_address_is_verified() {
        Mailbox mailbox = newMailbox();
        SignIn signUp = begin(mailbox.address());
        assertThat(signUp.page().html()).contains("Confirm your e-mail address");
        String code = mailbox.code(1);
        assertThat(signUp.send("code", code.equals("000000") ? "000001" : "000000")
                        .page()
                        .html())
                .contains("This code is not right.");

        signUp.send("code", code);

        assertThat(signUp.page().html()).contains(mailbox.address()).contains("password-confirm");
        assertThat(users(mailbox)).isEmpty();
        signUp.send(form(mailbox.address()));
        assertThat(signUp.isDone()).as(signUp.page().html()).isTrue();
        assertThat(users(mailbox)).singleElement().satisfies(user -> {
            assertThat(user.isEmailVerified()).isTrue();
            assertThat(user.getRequiredActions()).isEmpty();
        });
        assertThat(mailbox.size()).isEqualTo(1);
    }

    @Test
    void the_link_of_the_mail_counts_in_the_browser_that_signs_up_and_only_by_its_button() {
        Mailbox mailbox = newMailbox();
        SignIn signUp = begin(mailbox.address());
        URI link = URI.create(mailbox.link(1));
        WebPages scanner = new WebPages();
        assertThat(scanner.open(link).status()).isEqualTo(200);
        Page elsewhere = scanner.send(scanner.open(link), fields(link));
        assertThat(elsewhere.status()).isEqualTo(400);
        assertThat(elsewhere.html()).contains("Open the link in the browser where you signed up");
        assertThat(signUp.reload().page().html()).contains("name=\"code\"");

        Page here = signUp.browser().open(link);
        Page confirmed = signUp.browser().send(here, fields(link));

        assertThat(confirmed.html()).contains("Go on in the window where you signed up.");
        assertThat(signUp.browser().send(here, fields(link)).status())
                .as("once more")
                .isEqualTo(400);
        assertThat(signUp.send("code", "").page().html()).contains("password-confirm");
        assertThat(signUp.send(form(mailbox.address())).isDone()).isTrue();
    }

    /** Else the button, pressed on a phone, would use up the code for which another browser waits. */
    @Test
    void the_link_uses_nothing_up_in_a_browser_that_waits_for_something_else() {
        Mailbox mailbox = newMailbox();
        SignIn signUp = begin(mailbox.address());
        URI link = URI.create(mailbox.link(1));
        for (SignIn other : List.of(SignIn.at(realm), begin(newMailbox().address()), begin("x" + mailbox.address()))) {
            Page elsewhere = other.browser().send(other.browser().open(link), fields(link));
            assertThat(elsewhere.status()).isEqualTo(400);
            assertThat(elsewhere.html()).contains("Open the link in the browser where you signed up");
        }

        assertThat(signUp.send("code", mailbox.code(1)).page().html()).contains("password-confirm");
    }

    @Test
    void whoever_comes_back_in_another_browser_goes_on_with_the_code_of_the_mail() {
        Mailbox mailbox = newMailbox();
        begin(mailbox.address());
        String code = mailbox.code(1);

        SignIn later = begin(mailbox.address());

        assertThat(mailbox.size()).as("no second mail").isEqualTo(1);
        later.send("code", code).send(form(mailbox.address()));
        assertThat(later.isDone()).isTrue();
    }

    @Test
    void an_address_that_has_an_account_gets_the_same_page_and_its_owner_a_mail_without_a_code() {
        Member member = new Members(realm, mail).withPassword();
        Mailbox stranger = newMailbox();
        SignIn taken = begin(member.address());
        SignIn free = begin(stranger.address());

        assertThat(Seen.of(taken.page(), member.address())).isEqualTo(Seen.of(free.page(), stranger.address()));
        assertThat(Seen.of(taken.send("code", "123456").page(), member.address()))
                .isEqualTo(Seen.of(free.send("code", notTheCode(stranger)).page(), stranger.address()));
        assertThat(member.mailbox().parts(1)).allSatisfy(part -> assertThat(part)
                .contains("which has an account")
                .doesNotContainPattern("(?<!\\d)\\d{6}(?!\\d)")
                .doesNotContain("link="));
        assertThat(users(member.mailbox())).hasSize(1);
    }

    @Test
    void no_spelling_of_a_members_address_makes_another_account() {
        Member member = new Members(realm, mail).withPassword();
        for (String spelling : List.of(
                member.address().toUpperCase(Locale.ROOT),
                " " + member.address() + " ",
                member.address().replace("m", "\uff4d"),
                member.address().replace("@", "\uff20"))) {
            assertThat(begin(spelling).page().html()).as(spelling).contains("name=\"code\"");
        }
        assertThat(member.mailbox().parts(1))
                .allSatisfy(part -> assertThat(part).contains("which has an account"));
    }

    @Test
    void the_account_has_the_address_that_was_proven_and_no_other() {
        Mailbox mailbox = newMailbox();
        Mailbox victim = newMailbox();
        SignIn signUp = begin(mailbox.address()).send("code", mailbox.code(1));

        for (String other :
                List.of(victim.address(), mailbox.address().replace("m", "\uff4d"), mailbox.address() + " ", "")) {
            signUp.send(form(other));
            assertThat(signUp.isDone()).as(other).isFalse();
        }
        assertThat(signUp.send(form(victim.address())).page().html())
                .contains("This is not the address that you confirmed.");
        assertThat(users(victim)).isEmpty();
        assertThat(users(mailbox)).isEmpty();
    }

    /** Keycloak's own check of the form would say so, to whoever has proven one address of their own. */
    @Test
    void the_form_refuses_an_address_that_was_not_proven_the_same_way_whether_or_not_it_has_an_account() {
        Member member = new Members(realm, mail).withPassword();
        Mailbox stranger = newMailbox();
        Mailbox own = newMailbox();
        SignIn signUp = begin(own.address()).send("code", own.code(1));
        Map<String, String> refusals =
                Map.of("email", "This is not the address that you confirmed.", "username", "Invalid username.");

        refusals.forEach((field, refusal) -> {
            for (String confirmation : List.of(Members.PASSWORD, "mistyped")) {
                Map<String, String> form = new HashMap<>(form(own.address()));
                form.put("password-confirm", confirmation);
                form.put(field, member.address());
                String taken = Seen.of(signUp.send(form).page(), member.address());
                form.put(field, stranger.address());
                String free = Seen.of(signUp.send(form).page(), stranger.address());

                assertThat(taken).as(field).contains(refusal).isEqualTo(free);
            }
        });
        assertThat(users(own)).isEmpty();
        assertThat(signUp.send(form(own.address())).isDone()).isTrue();
    }

    @Test
    void the_form_is_not_to_be_had_without_the_proof() {
        Mailbox mailbox = newMailbox();
        SignIn signUp = begin(mailbox.address());
        Map<String, String> form = new HashMap<>(form(mailbox.address()));
        form.put("execution", "registration-page-form");

        signUp.send(form);

        assertThat(signUp.page().html()).contains("name=\"code\"");
        assertThat(users(mailbox)).isEmpty();
    }

    @Test
    void addresses_of_other_domains_are_refused_where_the_realm_lists_some() {
        set(Map.of("cloakpool.signUp.domains", "example.org, *.example.net"));

        for (String refused :
                List.of("a@example.com", "a@example.org.evil.example", "a@example.net", "a@notexample.org")) {
            assertThat(begin(refused).page().html()).as(refused).contains("cannot be created here");
        }
        for (String allowed : List.of("-" + UUID.randomUUID() + "@example.org", UUID.randomUUID() + "@A.example.net")) {
            assertThat(begin(allowed).page().html()).as(allowed).contains("name=\"code\"");
        }
        assertThat(begin("a\"><b>@example.org").page().html())
                .as("what was typed is shown as text")
                .contains("value=\"a&quot;&gt;&lt;b&gt;@example.org\"");
        for (String none : List.of("", "a", "@example.org", "a@", "a b@example.org", "a@b@example.org", NUMBER)) {
            assertThat(begin(none).page().html()).as(none).contains("not an address");
        }
    }

    @Test
    void a_phone_number_is_an_address_too_where_the_realm_says_so() {
        try (TextGateway gateway = new TextGateway();
                Response made = realm.admin().components().add(gateway.sender())) {
            String sender = ApiUtil.getCreatedId(made);
            set(Map.of("cloakpool.signUp.with", "email, phone", "cloakpool.sms.countries", "DE"));
            String number = Stage.newNumber();
            Mailbox mailbox = newMailbox();
            SignIn signUp = begin(number.replace("+49", "+49 "));

            signUp.send("code", gateway.code(1, number)).send(form(mailbox.address()));

            assertThat(signUp.page().html())
                    .as("the e-mail address is not proven by that")
                    .contains("name=\"code\"");
            assertThat(signUp.send("code", mailbox.code(1)).isDone()).isTrue();
            assertThat(users(mailbox)).singleElement().satisfies(user -> assertThat(user.getAttributes())
                    .containsEntry("phoneNumber", List.of(number))
                    .containsEntry("phoneNumberVerified", List.of("true")));
            String taken = Stage.newNumber();
            Member member = new Members(realm, mail).withPassword();
            UserRepresentation owner = member.user().toRepresentation();
            owner.setAttributes(Map.of("phoneNumber", List.of(taken), "phoneNumberVerified", List.of("true")));
            member.user().update(owner);
            assertThat(begin(taken).page().html()).contains("name=\"code\"");
            assertThat(gateway.text(2, taken)).contains("has an account");
            assertThatNoAddressIsTakenByANumber(gateway);
            realm.admin().components().component(sender).remove();
        }
    }

    /** Else whoever has a phone could keep others out of their own addresses, and get around the list of domains. */
    private void assertThatNoAddressIsTakenByANumber(TextGateway gateway) {
        set(Map.of("cloakpool.signUp.domains", "example.com"));
        String number = Stage.newNumber();
        Mailbox owners = newMailbox();
        SignIn stranger = begin(number);
        stranger.send("code", gateway.code(3, number)).send(form(UUID.randomUUID() + "@example.org"));
        assertThat(stranger.page().html()).contains("Accounts with this address cannot be created here.");
        stranger.send(form(owners.address()));
        assertThat(stranger.page().html()).contains("name=\"code\"");
        String claimant = users(owners).get(0).getId();

        SignIn owner = begin(owners.address());
        owner.send("code", owners.code(2)).send(form(owners.address()));

        assertThat(owner.isDone()).as(owner.page().html()).isTrue();
        assertThat(users(owners)).singleElement().satisfies(user -> {
            assertThat(user.getId()).isNotEqualTo(claimant);
            assertThat(user.isEmailVerified()).isTrue();
        });
        assertThat(realm.admin().users().get(claimant).toRepresentation().getEmail())
                .isNull();
    }

    @Test
    void nobody_chooses_a_name_that_is_somebody_elses_address() {
        Mailbox mailbox = newMailbox();
        SignIn signUp = begin(mailbox.address()).send("code", mailbox.code(1));
        for (String name :
                List.of("victim@example.com", "victim\uff20example.com", "\uff56ictim", NUMBER, SPACED_NUMBER)) {
            Map<String, String> form = new HashMap<>(form(mailbox.address()));
            form.put("username", name);
            assertThat(signUp.send(form).page().html()).as(name).contains("password-confirm");
        }
        assertThat(users(mailbox)).isEmpty();
        assertThat(realm.admin().getEvents())
                .filteredOn(event -> "REGISTER_ERROR".equals(event.getType()) && event.getDetails() != null)
                .extracting(event -> event.getDetails().get("username"))
                .contains("+49********67")
                .noneMatch(username -> username != null && username.contains("1234567"));

        Map<String, String> form = new HashMap<>(form(mailbox.address()));
        form.put("username", mailbox.address());
        assertThat(signUp.send(form).isDone()).as("their own").isTrue();
    }

    @Test
    void nobody_signs_up_where_the_realm_does_not_allow_it() {
        realm.updateWithCleanup(r -> r.registrationAllowed(false));

        Page page = SignIn.at(realm, new WebPages(), "&prompt=create").page();

        assertThat(page.html()).doesNotContain("name=\"address\"");
    }

    @Test
    void where_the_realm_names_clients_nobody_signs_up_at_another_one() {
        SignIn begun = SignIn.at(realm, new WebPages(), "&prompt=create");
        Mailbox mailbox = newMailbox();
        set(Map.of("cloakpool.signUp.clients", "another, App"));

        for (Page page : List.of(
                begun.send("address", mailbox.address()).page(),
                SignIn.at(realm, new WebPages(), "&prompt=create").page())) {
            assertThat(page.status()).isEqualTo(400);
            assertThat(page.html()).contains("Registration not allowed").doesNotContain("name=\"address\"");
        }
        assertThat(mailbox.size()).isZero();

        set(Map.of("cloakpool.signUp.clients", "another, app"));
        assertThat(begin(mailbox.address()).page().html()).contains("name=\"code\"");
    }

    /** Also not whoever was at it, or knows the form's address. */
    @Test
    void a_sign_up_that_goes_on_ends_where_the_realm_allows_it_no_longer() {
        Mailbox mailbox = newMailbox();
        SignIn signUp = begin(mailbox.address());
        URI step = signUp.page().form();
        signUp.send("code", mailbox.code(1));
        URI last = signUp.page().form();
        int users = realm.admin().users().count();
        realm.updateWithCleanup(r -> r.registrationAllowed(false));

        for (URI action : List.of(last, step)) {
            signUp.send(action, form(mailbox.address()));
            assertThat(signUp.isDone()).isFalse();
            assertThat(signUp.page().html()).doesNotContain("password-confirm");
        }
        assertThat(realm.admin().users().count()).isEqualTo(users);
    }

    @Test
    void what_the_user_profile_demands_is_asked_for_before_there_is_an_account() {
        UPConfig profile = realm.admin().users().userProfile().getConfiguration();
        UPAttribute city = new UPAttribute("city", new UPAttributePermissions(Set.of(), Set.of("user", "admin")));
        city.setRequired(new UPAttributeRequired(Set.of("user"), Set.of()));
        profile.addOrReplaceAttribute(city);
        realm.admin().users().userProfile().update(profile);
        try {
            Mailbox mailbox = newMailbox();
            SignIn signUp = begin(mailbox.address()).send("code", mailbox.code(1));
            assertThat(signUp.page().html()).contains("name=\"city\"");
            assertThat(signUp.send(form(mailbox.address())).page().html()).contains("name=\"city\"");
            assertThat(users(mailbox)).isEmpty();

            Map<String, String> form = new HashMap<>(form(mailbox.address()));
            form.put("city", "Bremen");
            signUp.send(form);

            assertThat(signUp.isDone()).as(signUp.page().html()).isTrue();
            assertThat(users(mailbox)).singleElement().satisfies(user -> assertThat(user.getAttributes())
                    .containsEntry("city", List.of("Bremen")));
        } finally {
            profile.removeAttribute("city");
            realm.admin().users().userProfile().update(profile);
        }
    }

    private static String notTheCode(Mailbox mailbox) {
        return mailbox.code(1).equals("123456") ? "654321" : "123456";
    }

    private SignIn begin(String address) {
        return SignIn.at(realm, new WebPages(), "&prompt=create").send("address", address);
    }

    /** What somebody new fills in. */
    static Map<String, String> form(String address) {
        return Map.of(
                "username",
                "user-" + UUID.randomUUID(),
                "email",
                address,
                "firstName",
                "First",
                "lastName",
                "Last",
                "password",
                Members.PASSWORD,
                "password-confirm",
                Members.PASSWORD);
    }

    private Mailbox newMailbox() {
        return new Mailbox(mail, "m+" + UUID.randomUUID() + "@example.com");
    }

    private List<UserRepresentation> users(Mailbox mailbox) {
        return realm.admin().users().searchByEmail(mailbox.address(), true);
    }

    private void set(Map<String, String> attributes) {
        RealmRepresentation changed = realm.admin().toRepresentation();
        changed.setRegistrationAllowed(true);
        changed.getAttributes().putAll(attributes);
        realm.admin().update(changed);
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
