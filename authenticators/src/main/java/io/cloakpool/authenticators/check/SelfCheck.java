package io.cloakpool.authenticators.check;

import io.cloakpool.authenticators.signup.SignUpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds what is miswired, and says each in one line: what is wrong, and what would be right. */
public final class SelfCheck {
    private static final String IDENTIFIER = "cloakpool-identifier";
    private static final String PASSWORD = "cloakpool-password";
    private static final String DEMAND = "cloakpool-second-factor-enrolment";
    private static final String GUARD = "cloakpool-direct-grant-second-factor";
    private static final String CONFIRM = "cloakpool-confirm-email";
    private static final String EMAIL = "cloakpool-email-code";
    private static final String SMS = "cloakpool-sms-code";
    private static final String SIGN_IN = "-sign-in";
    private static final String RECOVERY = "-recovery";
    private static final String ENROLMENT = "-enrolment";
    private static final String DEVICE = "cloakpool-remember-device";
    private static final String DEVICE_CONDITION = "cloakpool-conditional-device";
    private static final String SIGN_UP = "cloakpool-sign-up";
    private static final String SIGN_UP_CODE = "cloakpool-sign-up-code";
    private static final String SIGN_UP_FORM = "cloakpool-sign-up-form";
    private static final String COOL_OFF = "cloakpool-recovery-cool-off";
    private static final String CLIENT_ACCESS = "cloakpool-client-access";
    private static final String VERIFY_EMAIL = "VERIFY_EMAIL";
    private static final String UPDATE_EMAIL = "UPDATE_EMAIL";
    private static final String LINK_PASSWORD = "cloakpool-broker-link-password";
    private static final String LINK_PASSWORD_OF_KEYCLOAK = "idp-username-password-form";
    private static final Set<String> SECOND =
            Set.of(EMAIL, SMS, "auth-otp-form", "webauthn-authenticator", "auth-recovery-authn-code-form", "reset-otp");
    /** Steps that prove an account before it is linked. */
    private static final Set<String> LINKING =
            Set.of(LINK_PASSWORD_OF_KEYCLOAK, LINK_PASSWORD, "idp-email-verification", "cloakpool-broker-link");

    private static final Set<String> PASSWORD_GRANT =
            Set.of("direct-grant-validate-username", "direct-grant-validate-password");

    private static final Set<String> CAPTCHAS =
            Set.of("registration-recaptcha-action", "registration-recaptcha-enterprise");
    private static final Set<String> PROVEN_ATTRIBUTES = Set.of("phoneNumber", "phoneNumberVerified");

    private final RealmWiring realm;
    private final Set<String> steps = new TreeSet<>();
    private final List<String> findings = new ArrayList<>();

    private SelfCheck(RealmWiring realm) {
        this.realm = realm;
        steps.addAll(realm.browserSteps());
        steps.addAll(realm.recoverySteps());
        steps.addAll(realm.directGrantSteps());
    }

    /** The findings; none where all is well or where the realm uses nothing of this. */
    public static List<String> of(RealmWiring realm) {
        SelfCheck check = new SelfCheck(realm);
        check.channels();
        check.names();
        check.actions();
        check.guards();
        check.devices();
        check.signUp();
        check.openSignUp();
        check.claims();
        return List.copyOf(check.findings);
    }

    private void channels() {
        boolean mails = uses(EMAIL) || (realm.verifyEmail() && realm.actions().contains(CONFIRM));
        find(
                mails && !realm.mailServer(),
                "Codes go by e-mail, but the realm has no mail server: set one in Realm settings, Email");
        // The step alone is for those who have set it up, which nobody can while its action is disabled.
        boolean texts = steps.contains(SMS + SIGN_IN)
                || steps.contains(SMS + RECOVERY)
                || realm.actions().contains(SMS + ENROLMENT);
        find(
                texts && realm.smsSenders() == 0,
                "Codes go by text message, but the realm has no enabled sender of text messages");
        find(
                texts && realm.smsCountries() == 0,
                "Codes go by text message, but to no country: list some in the realm's attribute cloakpool.sms.countries");
    }

    private void names() {
        Set<String> proofs = Set.of(PASSWORD, EMAIL + SIGN_IN, SMS + SIGN_IN);
        find(
                !comesBefore(IDENTIFIER, proofs, realm.browserSteps()),
                "The browser flow asks for proof of somebody it has not asked for: it needs the step " + IDENTIFIER
                        + " before");
        Set<String> recoveries = Set.of(EMAIL + RECOVERY, SMS + RECOVERY);
        boolean recovers = recoveries.stream().anyMatch(realm.recoverySteps()::contains);
        find(
                !comesBefore("cloakpool-recovery-identifier", recoveries, realm.recoverySteps()),
                "The flow for lost passwords proves nobody in particular: it needs the step cloakpool-recovery-identifier before");
        find(
                recovers && !realm.actions().contains(COOL_OFF),
                "Whoever recovers an account can change its addresses and factors at once: enable the required action "
                        + COOL_OFF);
        find(
                recovers && !realm.recoverySteps().contains("reset-password"),
                "The flow for lost passwords ends without a new password: it needs the step reset-password at its end");
    }

    private void actions() {
        for (String channel : List.of(EMAIL, SMS)) {
            find(
                    realm.browserSteps().contains(channel)
                            && !realm.registered().contains(channel + ENROLMENT),
                    "Nobody can set up " + channel + ", which a flow asks for: register the required action " + channel
                            + ENROLMENT);
        }
        find(
                steps.contains(DEMAND) && !realm.actions().contains(DEMAND),
                "A flow counts on the required action " + DEMAND + ", which is not registered or not enabled");
        find(
                realm.restrictedClients() && !realm.actions().contains(CLIENT_ACCESS),
                "A client asks for roles that nothing looks at: enable the required action " + CLIENT_ACCESS);
        boolean counts = realm.verifyEmail() || uses(EMAIL);
        find(
                ours()
                        && counts
                        && realm.userEditable().contains("email")
                        && !realm.actions().contains(UPDATE_EMAIL),
                "Users change their e-mail address at once, before the new one is proven: enable the required action "
                        + UPDATE_EMAIL);
        find(
                ours()
                        && realm.verifyEmail()
                        && Stream.of(CONFIRM, VERIFY_EMAIL).noneMatch(realm.actions()::contains),
                "E-mail addresses are to be confirmed, but nothing asks for it: enable the required action " + CONFIRM);
        find(
                realm.actions().contains(CONFIRM) && realm.actions().contains(VERIFY_EMAIL),
                "Two required actions confirm e-mail addresses: disable VERIFY_EMAIL or " + CONFIRM);
    }

    private void guards() {
        boolean ours = ours();
        find(
                ours && !realm.bruteForceDetection(),
                "Wrong passwords and codes lock no account: switch on brute force detection");
        find(
                ours && !realm.notices(),
                "Nobody is told of changes in their account: add cloakpool-notices to the event listeners in Realm settings, Events");
        boolean second = steps.contains(DEMAND)
                || realm.browserSteps().contains(EMAIL)
                || realm.browserSteps().contains(SMS);
        find(
                second && !comesAfter(GUARD, PASSWORD_GRANT, realm.directGrantSteps()),
                "The password grant does not know second factors that are sent: put the step " + GUARD
                        + " last in the direct grant flow");
        find(
                second && realm.resetPassword() && SECOND.stream().noneMatch(realm.recoverySteps()::contains),
                "Whoever recovers an account is not asked for the second factor: put its steps into the flow for lost passwords");
        find(
                ours && realm.linkSteps().contains("idp-auto-link"),
                "Accounts are linked with those of other providers by an address that nobody has verified: put cloakpool-broker-link"
                        + " in the place of idp-auto-link");
        find(
                ours && realm.linkSteps().contains(LINK_PASSWORD_OF_KEYCLOAK),
                "Accounts are linked with those of other providers by temporary passwords that are over: put "
                        + LINK_PASSWORD + " in the place of " + LINK_PASSWORD_OF_KEYCLOAK);
        for (String provider : new TreeSet<>(realm.ungatedProviders())) {
            find(
                    ours,
                    "Users of the identity provider " + provider
                            + " may bring attributes that are not theirs to give: add the mapper cloakpool-claims-gate to it");
        }
        for (String channel : List.of(EMAIL, SMS)) {
            find(
                    ours
                            && realm.actions().contains(channel + ENROLMENT)
                            && !realm.browserSteps().contains(channel),
                    "Users can set up " + channel
                            + ", but the browser flow never asks for it: disable the required action " + channel
                            + ENROLMENT + " or add the step");
            find(
                    realm.browserSteps().contains(channel)
                            && LINKING.stream().anyMatch(realm.linkSteps()::contains)
                            && !comesAfter(channel, LINKING, realm.linkSteps()),
                    "Accounts are linked with those of other providers past the second factor " + channel
                            + ": put that step after the password in the first broker login flow");
        }
        for (String attribute : new TreeSet<>(PROVEN_ATTRIBUTES)) {
            find(
                    uses(SMS) && realm.userEditable().contains(attribute),
                    "Users may edit " + attribute + " themselves, so that nothing proves that a number is theirs");
        }
    }

    private void devices() {
        List<String> browser = realm.browserSteps();
        for (String step : List.of(DEVICE, DEVICE_CONDITION)) {
            find(
                    realm.devices() && !browser.contains(step),
                    "Devices are to be remembered, but the browser flow lacks " + step
                            + ": the condition belongs to the second factors, the step after them");
        }
        find(
                realm.devices() && browser.contains(DEVICE) && !comesAfter(DEVICE, SECOND, browser),
                "Devices are to be remembered, but the browser flow comes to " + DEVICE
                        + " before a second factor: put the step after them");
    }

    private void signUp() {
        boolean ours = signsUpByOurSteps();
        for (String step : List.of(SIGN_UP, SIGN_UP_CODE, SIGN_UP_FORM)) {
            find(
                    ours && !realm.signUpSteps().contains(step),
                    "New accounts have addresses that nothing proves: the registration flow lacks " + step);
        }
        find(
                signsUpBy(SignUpAddress.Kind.EMAIL) && !realm.mailServer(),
                "Whoever signs up gets a code by e-mail, but the realm has no mail server: set one in Realm settings, Email");
        boolean texts = signsUpBy(SignUpAddress.Kind.PHONE);
        find(
                texts && realm.smsSenders() == 0,
                "Whoever signs up by number gets a code by text message, but the realm has no enabled sender of text messages");
        find(
                texts && realm.smsCountries() == 0,
                "Nobody can sign up by number, since text messages go to no country: list some in the realm's attribute cloakpool.sms.countries");
    }

    /** A hint: some realms are meant to be so. */
    private void openSignUp() {
        boolean open =
                ours() && !realm.signUpSteps().isEmpty() && CAPTCHAS.stream().noneMatch(realm.signUpSteps()::contains);
        find(
                open
                        && signsUpBy(SignUpAddress.Kind.EMAIL)
                        && realm.signUp().domains().isEmpty(),
                "Anybody can make an account, also past pages that do not offer it: where that is not meant, switch User registration off,"
                        + " or list domains of addresses in the realm's attribute cloakpool.signUp.domains");
        find(
                open && !signsUpByOurSteps(),
                "Anybody can make an account, also past pages that do not offer it: where that is not meant, switch User registration off,"
                        + " or bind a registration flow that begins with " + SIGN_UP);
    }

    private boolean signsUpByOurSteps() {
        return Stream.of(SIGN_UP, SIGN_UP_CODE, SIGN_UP_FORM).anyMatch(realm.signUpSteps()::contains);
    }

    private boolean signsUpBy(SignUpAddress.Kind kind) {
        return signsUpByOurSteps() && realm.signUp().kinds().contains(kind);
    }

    private void claims() {
        realm.claimSources().stream()
                .filter(source ->
                        ours() && source.isTrusted() && realm.userEditable().contains(source.attribute()))
                .map(source ->
                        "Users may edit " + source.attribute() + " themselves, which the mapper " + source.mapper()
                                + " of " + source.owner() + " gives out as " + source.claim()
                                + ", by which others give rights: let administrators alone edit it")
                .sorted()
                .forEach(findings::add);
    }

    /** Whether the realm is to be a user pool. */
    private boolean ours() {
        return steps.stream().anyMatch(step -> step.startsWith("cloakpool-"));
    }

    private boolean uses(String channel) {
        return steps.contains(channel) || steps.contains(channel + SIGN_IN) || steps.contains(channel + RECOVERY);
    }

    /** Whether a step is there and none of the others runs before it; needless where none of them is there. */
    private static boolean comesBefore(String step, Set<String> others, List<String> steps) {
        int at = steps.indexOf(step);
        return steps.stream().noneMatch(others::contains)
                || (at >= 0 && steps.subList(0, at).stream().noneMatch(others::contains));
    }

    /** Whether a step is there and none of the others runs after it. */
    private static boolean comesAfter(String step, Set<String> others, List<String> steps) {
        int at = steps.lastIndexOf(step);
        return at >= 0 && steps.subList(at, steps.size()).stream().noneMatch(others::contains);
    }

    private void find(boolean wrong, String what) {
        if (wrong) {
            findings.add(what);
        }
    }
}
