package io.cloakpool.authenticators.keycloak;

import org.keycloak.models.credential.OTPCredentialModel;

/** Steps of flows for lost passwords. */
final class RecoverySteps {
    private RecoverySteps() {}

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
}
