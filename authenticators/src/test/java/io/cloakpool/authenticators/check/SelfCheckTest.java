package io.cloakpool.authenticators.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.authenticators.signup.SignUpAddress;
import io.cloakpool.authenticators.signup.SignUpRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SelfCheckTest {
    private final List<String> browser = new ArrayList<>(List.of(
            "auth-cookie", "cloakpool-identifier", "cloakpool-password", "cloakpool-email-code", "cloakpool-sms-code"));
    private final List<String> grant = new ArrayList<>(List.of("cloakpool-direct-grant-second-factor"));
    private final List<String> recovery = new ArrayList<>(List.of(
            "cloakpool-recovery-identifier", "cloakpool-email-code-recovery", "auth-otp-form", "reset-password"));
    private final List<String> signUp = new ArrayList<>();
    private final List<String> link = new ArrayList<>();
    private final Set<String> actions = new HashSet<>(Set.of(
            "cloakpool-email-code-enrolment",
            "cloakpool-sms-code-enrolment",
            "cloakpool-second-factor-enrolment",
            "cloakpool-confirm-email",
            "cloakpool-recovery-cool-off",
            "UPDATE_EMAIL"));
    private final Set<String> registered = new HashSet<>(actions);
    private final Set<String> editable = new HashSet<>(Set.of("email", "locale"));
    private boolean mailServer = true;
    private int senders = 1;
    private int countries = 1;
    private boolean bruteForce = true;
    private boolean verifyEmail = true;
    private boolean devices;
    private boolean restrictedClients;
    private Set<String> ungatedProviders = Set.of();
    private SignUpRules rules = signUpWith(SignUpAddress.Kind.EMAIL);
    private boolean notices = true;
    private Set<ClaimSource> claims = Set.of();

    @Test
    void a_pool_that_is_wired_as_it_should_be_has_no_findings() {
        assertNone();
    }

    @Test
    void a_realm_that_uses_none_of_it_has_no_findings() {
        browser.retainAll(Set.of("auth-cookie"));
        recovery.clear();
        grant.clear();
        actions.clear();
        mailServer = false;
        bruteForce = false;
        senders = 0;

        assertNone();
    }

    @Test
    void codes_by_mail_need_a_mail_server() {
        mailServer = false;
        assertOne("mail server");
    }

    @Test
    void confirming_addresses_needs_a_mail_server() {
        browser.removeAll(Set.of("cloakpool-email-code", "cloakpool-sms-code"));
        actions.removeAll(Set.of("cloakpool-email-code-enrolment", "cloakpool-sms-code-enrolment"));
        recovery.clear();
        mailServer = false;
        assertOne("mail server");
    }

    @Test
    void codes_by_text_need_a_sender_and_countries() {
        senders = 0;
        assertOne("no enabled sender");
        senders = 1;
        countries = 0;
        assertOne("cloakpool.sms.countries");
    }

    @Test
    void proof_needs_a_name_first() {
        browser.remove("cloakpool-identifier");
        assertOne("needs the step cloakpool-identifier before");
        browser.add("cloakpool-identifier");
        assertOne("needs the step cloakpool-identifier before");
    }

    @Test
    void recovery_needs_a_name_and_a_new_password() {
        recovery.remove("cloakpool-recovery-identifier");
        assertOne("cloakpool-recovery-identifier before");
        recovery.add("cloakpool-recovery-identifier");
        assertOne("cloakpool-recovery-identifier before");
        recovery.remove("cloakpool-recovery-identifier");
        recovery.add(0, "cloakpool-recovery-identifier");
        recovery.remove("reset-password");
        assertOne("reset-password at its end");
    }

    @Test
    void second_factors_that_are_sent_need_their_enrolment() {
        actions.remove("cloakpool-sms-code-enrolment");
        senders = 0;
        countries = 0;
        assertNone();
        registered.remove("cloakpool-sms-code-enrolment");
        assertOne("register the required action cloakpool-sms-code-enrolment");
    }

    @Test
    void a_demanded_second_factor_needs_the_choice() {
        actions.remove("cloakpool-second-factor-enrolment");
        assertNone();
        browser.add("cloakpool-second-factor-enrolment");
        assertOne("cloakpool-second-factor-enrolment");
    }

    @Test
    void one_action_confirms_addresses() {
        actions.add("VERIFY_EMAIL");
        assertOne("disable VERIFY_EMAIL");
    }

    @Test
    void addresses_that_are_to_be_confirmed_need_an_action_that_asks() {
        actions.remove("cloakpool-confirm-email");
        assertOne("enable the required action cloakpool-confirm-email");
        actions.add("VERIFY_EMAIL");
        assertNone();
        actions.remove("VERIFY_EMAIL");
        verifyEmail = false;
        assertNone();
    }

    @Test
    void guesses_must_be_counted() {
        bruteForce = false;
        assertOne("brute force");
    }

    @Test
    void the_password_grant_must_know_second_factors() {
        grant.add(0, "direct-grant-validate-password");
        assertNone();
        grant.add("direct-grant-validate-username");
        assertOne("direct grant flow");
        grant.clear();
        assertOne("direct grant flow");
    }

    @Test
    void recovery_must_ask_for_second_factors() {
        recovery.remove("auth-otp-form");
        assertOne("recovers an account");
    }

    @Test
    void what_users_set_up_must_be_asked_for() {
        browser.remove("cloakpool-sms-code");
        assertOne("Users can set up cloakpool-sms-code");
    }

    @Test
    void linking_must_know_second_factors() {
        link.addAll(List.of("idp-confirm-link", "cloakpool-broker-link-password", "cloakpool-email-code"));
        assertOne("past the second factor cloakpool-sms-code");
        link.add("cloakpool-sms-code");
        assertNone();
        link.add("cloakpool-broker-link");
        assertThat(SelfCheck.of(wiring())).hasSize(2).allSatisfy(line -> assertThat(line)
                .contains("past the second factor"));
    }

    @Test
    void linking_by_verified_addresses_must_know_second_factors_too() {
        link.addAll(List.of("cloakpool-broker-link", "cloakpool-sms-code"));
        assertOne("past the second factor cloakpool-email-code");
    }

    @Test
    void addresses_that_nobody_verified_must_not_link() {
        link.add("idp-auto-link");
        assertOne("cloakpool-broker-link in the place of idp-auto-link");
    }

    @Test
    void temporary_passwords_that_are_over_must_not_link() {
        link.addAll(List.of("idp-username-password-form", "cloakpool-email-code", "cloakpool-sms-code"));
        assertOne("cloakpool-broker-link-password in the place of idp-username-password-form");
    }

    @Test
    void a_new_address_is_proven_before_it_counts() {
        actions.remove("UPDATE_EMAIL");
        assertOne("enable the required action UPDATE_EMAIL");
        editable.remove("email");
        assertNone();
    }

    @Test
    void numbers_that_users_edit_prove_nothing() {
        editable.add("phoneNumber");
        assertOne("Users may edit phoneNumber");
    }

    @Test
    void a_client_for_certain_roles_needs_the_action_that_looks_at_them() {
        restrictedClients = true;
        assertOne("enable the required action cloakpool-client-access");

        actions.add("cloakpool-client-access");
        assertNone();
    }

    @Test
    void users_of_a_provider_pass_the_gate_where_the_realm_is_a_pool() {
        ungatedProviders = Set.of("company");
        assertOne(
                "identity provider company may bring attributes that are not theirs to give: add the mapper cloakpool-claims-gate");

        browser.retainAll(Set.of("auth-cookie"));
        recovery.clear();
        grant.clear();
        actions.clear();
        assertNone();
    }

    @Test
    void devices_are_remembered_by_a_step_and_spared_by_a_condition() {
        devices = true;
        browser.add("cloakpool-conditional-device");
        assertOne("lacks cloakpool-remember-device");
        browser.add("cloakpool-remember-device");
        assertNone();
        browser.add("auth-otp-form");
        assertOne("comes to cloakpool-remember-device before a second factor");
        browser.remove("auth-otp-form");
        browser.remove("cloakpool-conditional-device");
        assertOne("lacks cloakpool-conditional-device");
    }

    @Test
    void sign_up_needs_all_of_its_steps_and_a_mail_server() {
        Set<String> all = Set.of("cloakpool-sign-up", "cloakpool-sign-up-code", "cloakpool-sign-up-form");
        for (String step : all) {
            signUp.clear();
            signUp.addAll(all);
            assertNone();
            signUp.remove(step);
            assertOne("the registration flow lacks " + step);
        }
        signUp.clear();
        signUp.addAll(all);
        mailServer = false;
        assertThat(SelfCheck.of(wiring())).anySatisfy(line -> assertThat(line).contains("Whoever signs up"));
    }

    @Test
    void sign_up_by_number_needs_a_sender_and_countries_and_no_mail_server() {
        actions.clear();
        browser.retainAll(Set.of("auth-cookie", "cloakpool-identifier", "cloakpool-password"));
        recovery.clear();
        verifyEmail = false;
        editable.clear();
        signUp.addAll(Set.of("cloakpool-sign-up", "cloakpool-sign-up-code", "cloakpool-sign-up-form"));
        rules = signUpWith(SignUpAddress.Kind.PHONE);
        mailServer = false;
        assertNone();
        senders = 0;
        assertOne("Whoever signs up by number gets a code by text message");
        senders = 1;
        countries = 0;
        assertOne("Nobody can sign up by number");

        senders = 0;
        mailServer = true;
        rules = signUpWith(SignUpAddress.Kind.EMAIL);
        assertNone();
        rules = signUpWith(SignUpAddress.Kind.PHONE);
        signUp.clear();
        assertNone();
    }

    @Test
    void changes_are_told_where_the_realm_is_a_pool() {
        notices = false;
        assertOne("add cloakpool-notices to the event listeners");

        browser.retainAll(Set.of("auth-cookie"));
        recovery.clear();
        grant.clear();
        actions.clear();
        assertNone();
    }

    @Test
    void sign_up_for_everybody_is_told_where_no_domains_are_listed() {
        rules = new SignUpRules(Set.of(SignUpAddress.Kind.EMAIL), Set.of(), Set.of());
        assertNone();
        signUp.addAll(Set.of("cloakpool-sign-up", "cloakpool-sign-up-code", "cloakpool-sign-up-form"));
        assertOne("cloakpool.signUp.domains");
        signUp.add("registration-recaptcha-action");
        assertNone();
        signUp.remove("registration-recaptcha-action");
        rules = signUpWith(SignUpAddress.Kind.EMAIL);
        assertNone();
    }

    /** No list of domains counts there. */
    @Test
    void so_is_keycloaks_own_registration_in_a_pool() {
        signUp.addAll(Set.of("registration-user-creation", "registration-password-action"));
        assertOne("begins with cloakpool-sign-up");

        browser.retainAll(Set.of("auth-cookie"));
        recovery.clear();
        grant.clear();
        actions.clear();
        assertNone();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "roles",
                "groups",
                "realm_access",
                "cognito:groups",
                "cognito:preferred_role",
                "custom:role",
                "https://aws.amazon.com/tags",
                "https://aws.amazon.com/SAML/Attributes/PrincipalTag:team"
            })
    void no_right_stands_on_what_users_edit(String claim) {
        claims = Set.of(new ClaimSource("client app", "team", claim, "team"));
        assertNone();
        editable.add("team");
        assertOne("Users may edit team themselves, which the mapper team of client app gives out as " + claim);
    }

    @Test
    void other_claims_may_be_what_users_say_they_are() {
        claims = Set.of(
                new ClaimSource("client app", "nick", "nickname", "nick"),
                new ClaimSource("client app", "plan", "custom:plan", "nick"));
        editable.add("nick");
        assertNone();
    }

    @Test
    void recovery_needs_a_time_to_cool_off() {
        actions.remove("cloakpool-recovery-cool-off");
        assertOne("enable the required action cloakpool-recovery-cool-off");
    }

    private static SignUpRules signUpWith(SignUpAddress.Kind kind) {
        return new SignUpRules(Set.of(kind), Set.of("example.com"), Set.of());
    }

    private void assertNone() {
        assertThat(SelfCheck.of(wiring())).isEmpty();
    }

    private void assertOne(String part) {
        assertThat(SelfCheck.of(wiring())).singleElement().asString().contains(part);
    }

    private RealmWiring wiring() {
        return new RealmWiring(
                browser,
                grant,
                recovery,
                signUp,
                link,
                registered,
                actions,
                mailServer,
                senders,
                countries,
                bruteForce,
                true,
                verifyEmail,
                devices,
                restrictedClients,
                ungatedProviders,
                editable,
                rules,
                notices,
                claims);
    }
}
