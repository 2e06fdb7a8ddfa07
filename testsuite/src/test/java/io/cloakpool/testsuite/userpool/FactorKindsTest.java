package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.migration.Totp;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Members.Member;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;

/** Second factors of all kinds side by side, and every way into the realm of {@code mfa-required.json}. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class FactorKindsTest {
    private static final String BROWSER = "user pool browser";
    private static final String BY_EMAIL = "cloakpool-email-code-enrolment";
    private static final String SEED = "a-seed-of-the-tests-1";
    private static final String NEW_PASSWORD = "Another-password 2 of the tests";
    private static final Pattern RECOVERY_CODES =
            Pattern.compile("name=\"generatedRecoveryAuthnCodes\" value=\"([^\"]+)\"");
    private static final Pattern GENERATED_AT = Pattern.compile("name=\"generatedAt\" value=\"([^\"]+)\"");

    @InjectRealm(config = Recipe.MfaRequired.class)
    ManagedRealm realm;

    @InjectMailServer
    MailServer mail;

    private Members members;
    private Steps steps;

    @BeforeEach
    void members() {
        members = new Members(realm, mail);
        steps = new Steps(realm);
    }

    @Test
    void an_authenticator_app_is_asked_for_and_its_wrong_codes_count() {
        Member member = members.withApp(SEED);
        SignIn signIn = password(member);
        assertThat(signIn.page().html()).contains("name=\"otp\"");

        signIn.send("otp", wrong(Totp.ofText(SEED)));

        member.awaitFailures(realm, 1);
        member.unlock(realm);
        assertThat(signIn.send("otp", Totp.ofText(SEED)).isDone()).isTrue();
    }

    @Test
    void whoever_has_lost_the_app_gets_in_by_each_recovery_code_once() {
        Member member = members.withApp(SEED);
        SignIn enrolment = SignIn.at(realm, new WebPages(), "&kc_action=CONFIGURE_RECOVERY_AUTHN_CODES")
                .send("username", member.name())
                .send("password", Members.PASSWORD)
                .send("otp", Totp.ofText(SEED));
        String html = enrolment.page().html();
        String[] codes = found(RECOVERY_CODES, html).split(",", -1);
        Stream.of(codes).forEach(Issued::add);
        enrolment.send(Map.of(
                "generatedRecoveryAuthnCodes",
                String.join(",", codes),
                "generatedAt",
                found(GENERATED_AT, html),
                "userLabel",
                "Codes"));
        assertThat(enrolment.isDone()).as(enrolment.page().html()).isTrue();

        assertThat(lost(member).send("recoveryCodeInput", codes[0]).isDone()).isTrue();
        SignIn again = lost(member).send("recoveryCodeInput", codes[0]);

        assertThat(again.isDone()).as("the same one once more").isFalse();
        member.unlock(realm);
        assertThat(again.send("recoveryCodeInput", codes[1]).isDone()).isTrue();
    }

    /** What Amazon Cognito calls the preferred factor. */
    @Test
    void of_several_factors_the_first_of_the_users_credentials_is_asked_for() {
        Member member = withAppAndMail();
        assertThat(password(member).page().html()).contains("name=\"otp\"");

        member.user().moveCredentialToFirst(credential(member, "cloakpool-email-code"));

        SignIn byMail = password(member);
        assertThat(byMail.page().html()).contains("name=\"code\"").doesNotContain("name=\"otp\"");
        assertThat(byMail.send("tryAnotherWay", "on")
                        .send("authenticationExecution", steps.execution(BROWSER, "auth-otp-form"))
                        .page()
                        .html())
                .as("the other one is a click away")
                .contains("name=\"otp\"");
    }

    /** Keycloak walks a flow from its beginning when a page is asked for anew; which way was chosen, only the form says that chooses it. */
    @Test
    void a_reload_of_a_way_that_was_chosen_shows_the_preferred_one_and_sends_nothing() {
        Member member = withAppAndMail();
        String way = steps.execution(BROWSER, "cloakpool-email-code");
        SignIn byMail = password(member).send("tryAnotherWay", "on").send("authenticationExecution", way);
        assertThat(byMail.page().html()).contains("name=\"code\"");
        String code = member.mailbox().code(2);

        byMail.open(addressShown(byMail));

        assertThat(byMail.page().html()).contains("name=\"otp\"");
        byMail.send("tryAnotherWay", "on").send("authenticationExecution", way);
        assertThat(byMail.page().html()).contains("name=\"code\"");
        assertThat(member.mailbox().size()).as("mails").isEqualTo(2);
        assertThat(byMail.send("code", code).isDone()).isTrue();
    }

    /** A password and a session are not enough once a session has no second factor in it. */
    @Test
    void a_factor_is_added_or_removed_by_whoever_has_given_the_one_that_is_there() {
        Member member = members.withApp(SEED);
        String app = credential(member, "otp");
        for (String action : List.of("delete_credential:" + app, "CONFIGURE_TOTP", BY_EMAIL)) {
            SignIn signIn = SignIn.at(realm, new WebPages(), "&kc_action=" + action)
                    .send("username", member.name())
                    .send("password", Members.PASSWORD);

            assertThat(signIn.page().html())
                    .as(action)
                    .contains("name=\"otp\"")
                    .doesNotContain("kc-accept", "name=\"totp\"", "name=\"code\"");
        }
        SignIn removal = SignIn.at(realm, new WebPages(), "&kc_action=delete_credential:" + app)
                .send("username", member.name())
                .send("password", Members.PASSWORD)
                .send("otp", Totp.ofText(SEED))
                .send("kc-accept", "true");
        assertThat(member.credentials()).doesNotContain("otp");
        assertThat(removal.isDone()).as("without a factor").isFalse();
        assertThat(removal.page().html()).contains("Authenticator app");
    }

    @Test
    void recovery_asks_for_the_app_before_a_new_password() {
        Member member = members.withApp(SEED);
        SignIn recovery = forgotten().send("username", member.name());
        recovery.send("code", member.mailbox().code(1));
        assertThat(recovery.page().html()).contains("name=\"otp\"").doesNotContain("password-new");

        recovery.send("otp", Totp.ofText(SEED));

        assertThat(recovery.page().html()).contains("password-new");
    }

    @Test
    void whoever_never_had_a_password_recovers_the_account_and_sets_up_a_factor() {
        Member member = members.withoutPassword();
        SignIn recovery = forgotten().send("username", member.address());
        recovery.send("code", member.mailbox().code(1));
        if (!recovery.page().html().contains("password-new")) {
            recovery.send("factor", BY_EMAIL);
        }

        recovery.send(Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD));

        assertThat(recovery.isDone()).isFalse();
        assertThat(member.credentials()).contains("password");
        assertThat(SignIn.at(realm)
                        .send("username", member.name())
                        .send("password", NEW_PASSWORD)
                        .page()
                        .html())
                .contains("Authenticator app");
    }

    @Test
    void whoever_has_no_address_is_offered_no_codes_by_mail_and_recovers_nothing() {
        Member member = members.withoutAddress();

        SignIn signIn = password(member);
        SignIn chosen = signIn.send("factor", BY_EMAIL);

        assertThat(signIn.page().html()).contains("Authenticator app").doesNotContain("Code by e-mail");
        assertThat(chosen.isDone()).isFalse();
        assertThat(chosen.page().html()).contains("Authenticator app");
        String unknown = "nobody-" + UUID.randomUUID();
        assertThat(Seen.of(forgotten().send("username", member.name()).page(), member.name()))
                .isEqualTo(Seen.of(forgotten().send("username", unknown).page(), unknown));
    }

    @Test
    void a_new_account_has_a_second_factor_before_its_first_token() {
        realm.updateWithCleanup(r -> r.registrationAllowed(true));
        Mailbox mailbox = new Mailbox(mail, "new-" + UUID.randomUUID() + "@example.com");
        SignIn signUp = SignIn.at(realm, new WebPages(), "&prompt=create").send("address", mailbox.address());
        signUp.send("code", mailbox.code(1)).send(form(mailbox.address()));

        assertThat(signUp.isDone()).isFalse();
        assertThat(signUp.page().html()).contains("Authenticator app", "Code by e-mail");
        assertThat(SignIn.at(realm, signUp.browser(), "").isDone())
                .as("in another tab")
                .isFalse();
        String id = realm.admin()
                .users()
                .searchByEmail(mailbox.address(), true)
                .get(0)
                .getId();
        assertThat(realm.admin().users().get(id).getUserSessions()).isEmpty();
    }

    @Test
    void a_new_account_is_signed_in_once_its_factor_is_set_up() {
        realm.updateWithCleanup(r -> r.registrationAllowed(true));
        Mailbox mailbox = new Mailbox(mail, "new-" + UUID.randomUUID() + "@example.com");
        SignIn signUp = SignIn.at(realm, new WebPages(), "&prompt=create").send("address", mailbox.address());

        signUp.send("code", mailbox.code(1)).send(form(mailbox.address()));
        signUp.send("factor", BY_EMAIL).send("code", mailbox.code(2));

        assertThat(signUp.tokens().path("access_token").asText()).isNotEmpty();
    }

    /** Whoever signs in by another provider is that one's to ask; an account that is there is linked with both factors. */
    @Test
    void another_providers_users_get_in_and_an_account_is_linked_by_its_second_factor_only() {
        provider();
        try {
            String address = "person-" + UUID.randomUUID() + "@example.com";
            assertThat(ProviderStandIn.INSTANCE
                            .oidc(atProvider(), claims(address))
                            .isDone())
                    .isTrue();

            Member member = members.withApp(SEED);
            SignIn link = ProviderStandIn.INSTANCE.oidc(atProvider(), claims(member.address()));
            link.send("submitAction", "linkAccount")
                    .send(Map.of("username", member.name(), "password", Members.PASSWORD));
            assertThat(link.page().html()).contains("name=\"otp\"");
            assertThat(member.user().getFederatedIdentity()).isEmpty();
            assertThat(link.send("otp", Totp.ofText(SEED)).isDone()).isTrue();
            assertThat(member.user().getFederatedIdentity()).hasSize(1);

            Member without = members.withPassword();
            SignIn bare = ProviderStandIn.INSTANCE.oidc(atProvider(), claims(without.address()));
            bare.send("submitAction", "linkAccount")
                    .send(Map.of("username", without.name(), "password", Members.PASSWORD));
            assertThat(bare.isDone()).as("no factor yet").isFalse();
            assertThat(bare.page().html()).contains("Authenticator app");
        } finally {
            realm.admin().identityProviders().get("oidc").remove();
        }
    }

    private void provider() {
        IdentityProviderRepresentation oidc = Recipe.read("federated").getIdentityProviders().stream()
                .filter(provider -> provider.getAlias().equals("oidc"))
                .findFirst()
                .orElseThrow();
        ProviderStandIn stand = ProviderStandIn.INSTANCE;
        oidc.setEnabled(true);
        oidc.setTrustEmail(true);
        oidc.getConfig()
                .putAll(Map.of(
                        "clientId", ProviderStandIn.OIDC_CLIENT,
                        "clientAuthMethod", "client_secret_post",
                        "clientSecret", "the-secret-of-the-company",
                        "issuer", stand.issuer(),
                        "jwksUrl", stand.url("/keys"),
                        "authorizationUrl", stand.url("/authorize"),
                        "tokenUrl", stand.url("/token")));
        realm.admin().identityProviders().create(oidc).close();
    }

    private SignIn atProvider() {
        return SignIn.at(realm).follow("/broker/oidc/login");
    }

    private static Map<String, Object> claims(String address) {
        Map<String, Object> claims = new HashMap<>();
        claims.put("sub", UUID.randomUUID().toString());
        claims.put("email", address);
        claims.put("email_verified", true);
        claims.put("given_name", "Ann");
        claims.put("family_name", "Lee");
        return claims;
    }

    private static Map<String, String> form(String address) {
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

    /** Somebody whose first factor of two is the app. */
    private Member withAppAndMail() {
        Member member = members.withApp(SEED);
        SignIn enrolment = SignIn.at(realm, new WebPages(), "&kc_action=" + BY_EMAIL)
                .send("username", member.name())
                .send("password", Members.PASSWORD)
                .send("otp", Totp.ofText(SEED));
        assertThat(enrolment.send("code", member.mailbox().code(1)).isDone()).isTrue();
        return member;
    }

    /** What a browser shows as the address of a page that answers a form, and loads again: cloakpool.js takes the code of the form away. */
    private static URI addressShown(SignIn signIn) {
        return URI.create(signIn.page().form().toString().replaceAll("session_code=[^&]*&", ""));
    }

    /** Says that the app is lost. */
    private SignIn lost(Member member) {
        return password(member)
                .send("tryAnotherWay", "on")
                .send("authenticationExecution", steps.execution(BROWSER, "auth-recovery-authn-code-form"));
    }

    private static String credential(Member member, String type) {
        return member.user().credentials().stream()
                .filter(credential -> credential.getType().equals(type))
                .map(CredentialRepresentation::getId)
                .findFirst()
                .orElseThrow();
    }

    private static String wrong(String code) {
        return (code.charAt(0) == '9' ? "0" : "9") + code.substring(1);
    }

    private static String found(Pattern what, String html) {
        Matcher found = what.matcher(html);
        assertThat(found.find()).as(html).isTrue();
        return found.group(1);
    }

    private SignIn forgotten() {
        return SignIn.at(realm).send("username", "somebody").follow("reset-credentials");
    }

    private SignIn password(Member member) {
        return SignIn.at(realm).send("username", member.name()).send("password", Members.PASSWORD);
    }
}
