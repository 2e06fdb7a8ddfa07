package io.cloakpool.authenticators.keycloak;

import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/** Steps of sign-ins, up to the first factor. */
final class SignInSteps {
    private SignInSteps() {}

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
}
