package io.cloakpool.authenticators.keycloak;

import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.credential.OTPCredentialModel;

/** Steps around the second factor. */
final class SecondFactorSteps {
    private SecondFactorSteps() {}

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
}
