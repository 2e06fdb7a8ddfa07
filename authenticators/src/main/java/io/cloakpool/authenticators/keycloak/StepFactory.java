package io.cloakpool.authenticators.keycloak;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * Steps of flows. The category of a step that can fail is one of those that Keycloak's brute-force detection counts; failures in other
 * categories are free ({@code DefaultBruteForceProtector.ALLOWED_AUTHENTICATION_CATEGORIES}).
 */
abstract class StepFactory implements AuthenticatorFactory, PackFactory {
    private static final Requirement[] REQUIREMENTS = {
        Requirement.REQUIRED, Requirement.ALTERNATIVE, Requirement.DISABLED
    };

    private final String id;
    private final String title;
    private final String help;
    private final @Nullable String category;
    private final boolean userSetup;
    private final Function<KeycloakSession, Authenticator> steps;

    StepFactory(
            String id,
            String title,
            String help,
            @Nullable String category,
            boolean userSetup,
            Function<KeycloakSession, Authenticator> steps) {
        this.id = id;
        this.title = title;
        this.help = help;
        this.category = category;
        this.userSetup = userSetup;
        this.steps = steps;
    }

    /** {@code cloakpool-identifier}. */
    public static final class Identifying extends StepFactory {
        public Identifying() {
            super(
                    "cloakpool-identifier",
                    "Identifier (Cloakpool)",
                    "Asks for a user name or an address, offers passkeys, and never tells whether there is such a user.",
                    null,
                    false,
                    IdentifierForm::new);
        }
    }

    /** {@code cloakpool-password}. */
    public static final class Password extends StepFactory {
        public Password() {
            super(
                    "cloakpool-password",
                    "Password (Cloakpool)",
                    "Asks for the password of whoever was named, and answers alike for users and for names that nobody has.",
                    PasswordCredentialModel.TYPE,
                    false,
                    PasswordStep::new);
        }
    }

    /** {@code cloakpool-email-code-sign-in}. */
    public static final class EmailSignIn extends StepFactory {
        public EmailSignIn() {
            super(
                    "cloakpool-email-code-sign-in",
                    "Code by e-mail instead of a password (Cloakpool)",
                    "Sends a code to the verified e-mail address of whoever was named, and asks for it.",
                    OTPCredentialModel.TYPE,
                    false,
                    session -> new FirstFactorStep(new EmailChannel()));
        }
    }

    /** {@code cloakpool-email-code}. */
    public static final class EmailSecondFactor extends StepFactory {
        public EmailSecondFactor() {
            super(
                    "cloakpool-email-code",
                    "Code by e-mail (Cloakpool)",
                    "Second factor: sends a code to the user's verified e-mail address, and asks for it.",
                    OTPCredentialModel.TYPE,
                    true,
                    session -> new SecondFactorStep(new EmailChannel()));
        }

        @Override
        public Set<String> getOptionalReferenceCategories(KeycloakSession session) {
            return Set.of(new EmailChannel().credentialType());
        }
    }

    /** {@code cloakpool-sms-code-sign-in}. */
    public static final class SmsSignIn extends StepFactory {
        public SmsSignIn() {
            super(
                    "cloakpool-sms-code-sign-in",
                    "Code by text message instead of a password (Cloakpool)",
                    "Sends a code to the verified phone number of whoever was named, and asks for it.",
                    OTPCredentialModel.TYPE,
                    false,
                    session -> new FirstFactorStep(new SmsChannel()));
        }
    }

    /** {@code cloakpool-sms-code}. */
    public static final class SmsSecondFactor extends StepFactory {
        public SmsSecondFactor() {
            super(
                    "cloakpool-sms-code",
                    "Code by text message (Cloakpool)",
                    "Second factor: sends a code to the user's verified phone number, and asks for it.",
                    OTPCredentialModel.TYPE,
                    true,
                    session -> new SecondFactorStep(new SmsChannel()));
        }

        @Override
        public Set<String> getOptionalReferenceCategories(KeycloakSession session) {
            return Set.of(new SmsChannel().credentialType());
        }
    }

    /** {@code cloakpool-sms-code-recovery}. */
    public static final class SmsRecovery extends StepFactory {
        public SmsRecovery() {
            super(
                    "cloakpool-sms-code-recovery",
                    "Code by text message for recovery (Cloakpool)",
                    "Sends a code to the verified phone number of whoever was named, unless that is their second factor.",
                    OTPCredentialModel.TYPE,
                    false,
                    session -> new RecoveryStep(new SmsChannel()));
        }
    }

    /** {@code cloakpool-recovery-identifier}. */
    public static final class Recovering extends StepFactory {
        public Recovering() {
            super(
                    "cloakpool-recovery-identifier",
                    "Identifier for recovery (Cloakpool)",
                    "Asks whose account is to be recovered, and never tells whether there is such a user.",
                    null,
                    false,
                    session -> new RecoveryIdentifier());
        }
    }

    /** {@code cloakpool-email-code-recovery}. */
    public static final class EmailRecovery extends StepFactory {
        public EmailRecovery() {
            super(
                    "cloakpool-email-code-recovery",
                    "Code by e-mail for recovery (Cloakpool)",
                    "Sends a code to the verified e-mail address of whoever was named, unless that is their second factor.",
                    OTPCredentialModel.TYPE,
                    false,
                    session -> new RecoveryStep(new EmailChannel()));
        }
    }

    /** {@code cloakpool-second-factor-enrolment}. */
    public static final class Enrolment extends StepFactory {
        public Enrolment() {
            super(
                    SecondFactorChoice.ID,
                    "Second factor needed (Cloakpool)",
                    "Has users who have no second factor set one up before they get a token.",
                    null,
                    false,
                    session -> new SecondFactorNeeded());
        }
    }

    /** {@code cloakpool-sign-up}. */
    public static final class SigningUp extends StepFactory {
        public SigningUp() {
            super(
                    "cloakpool-sign-up",
                    "Address for sign-up (Cloakpool)",
                    "First step of registration: asks for the address, and never tells whether it has an account.",
                    null,
                    false,
                    session -> new SignUpIdentifier());
        }
    }

    /** {@code cloakpool-sign-up-code}. */
    public static final class SignUpProof extends StepFactory {
        public SignUpProof() {
            super(
                    "cloakpool-sign-up-code",
                    "Code for sign-up (Cloakpool)",
                    "Sends a code and a link to the address of the step before, and asks for one of them.",
                    OTPCredentialModel.TYPE,
                    false,
                    session -> new SignUpCode());
        }
    }

    /** {@code cloakpool-custom-challenge}. */
    public static final class Challenging extends StepFactory {
        public Challenging() {
            super(
                    "cloakpool-custom-challenge",
                    "Custom challenge (Cloakpool)",
                    "Asks the questions of the provider of custom challenges that the server has.",
                    OTPCredentialModel.TYPE,
                    false,
                    session -> new CustomChallengeStep());
        }
    }

    /** {@code cloakpool-remember-device}. */
    public static final class Remembering extends StepFactory {
        public Remembering() {
            super(
                    "cloakpool-remember-device",
                    "Remember this device (Cloakpool)",
                    "After a second factor: remembers the device, or asks whether to, as the realm's attributes say.",
                    null,
                    false,
                    session -> new RememberDevice());
        }

        @Override
        public Set<String> getOptionalReferenceCategories(KeycloakSession session) {
            return Set.of(RememberedDevices.TYPE);
        }
    }

    /** {@code cloakpool-broker-link}. */
    public static final class BrokerLinking extends StepFactory {
        public BrokerLinking() {
            super(
                    "cloakpool-broker-link",
                    "Link verified addresses (Cloakpool)",
                    "Takes the account that is there when provider and realm both know its address to be verified and the provider's"
                            + " claims gate lets it; else leaves it to the steps after it.",
                    null,
                    false,
                    session -> new BrokerLink());
        }
    }

    /** {@code cloakpool-broker-link-code}. */
    public static final class BrokerCode extends StepFactory {
        public BrokerCode() {
            super(
                    "cloakpool-broker-link-code",
                    "Link unconfirmed accounts by a code (Cloakpool)",
                    "Sends a code to the unconfirmed address of the account that is there; who enters it gets the account without what is"
                            + " in it to sign in with. Leaves other accounts to the steps after it.",
                    OTPCredentialModel.TYPE,
                    false,
                    session -> new BrokerLinkCode());
        }
    }

    /** {@code cloakpool-broker-link-sign-in-code}. */
    public static final class BrokerSignIn extends StepFactory {
        public BrokerSignIn() {
            super(
                    "cloakpool-broker-link-sign-in-code",
                    "Link accounts by a code as at sign-in (Cloakpool)",
                    "Sends a code to the verified address of the account that is there, for realms whose users sign in by such codes. Leaves"
                            + " other accounts to the steps after it.",
                    OTPCredentialModel.TYPE,
                    false,
                    session -> new BrokerLinkSignIn());
        }
    }

    /** {@code cloakpool-broker-link-password}. */
    public static final class BrokerPassword extends StepFactory {
        public BrokerPassword() {
            super(
                    "cloakpool-broker-link-password",
                    "Link accounts by their password (Cloakpool)",
                    "Asks for the password of the account that is there, or its passkey; takes no temporary password that is over.",
                    PasswordCredentialModel.TYPE,
                    false,
                    BrokerLinkPassword::new);
        }
    }

    /** {@code cloakpool-direct-grant-second-factor}. */
    public static final class DirectGrant extends StepFactory {
        public DirectGrant() {
            super(
                    "cloakpool-direct-grant-second-factor",
                    "No password grant past a second factor (Cloakpool)",
                    "Refuses the password grant to users who have a second factor, or need one in this realm.",
                    null,
                    false,
                    session -> new DirectGrantSecondFactor());
        }
    }

    @Override
    public final Authenticator create(KeycloakSession session) {
        return steps.apply(session);
    }

    @Override
    public final String getId() {
        return id;
    }

    @Override
    public final String getDisplayType() {
        return title;
    }

    @Override
    public final String getHelpText() {
        return help;
    }

    @Override
    public final @Nullable String getReferenceCategory() {
        return category;
    }

    /** By which the account console lists the credentials of a second factor; the category itself is what failures count in. */
    @Override
    public Set<String> getOptionalReferenceCategories(KeycloakSession session) {
        return Set.of();
    }

    @Override
    public final boolean isConfigurable() {
        return false;
    }

    @Override
    public final Requirement[] getRequirementChoices() {
        return REQUIREMENTS.clone();
    }

    @Override
    public final boolean isUserSetupAllowed() {
        return userSetup;
    }

    @Override
    public final List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }

    @Override
    public void init(org.keycloak.Config.Scope config) {}

    @Override
    public void postInit(org.keycloak.models.KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
