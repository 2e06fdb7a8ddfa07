package io.cloakpool.authenticators.keycloak;

import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/** Steps of flows for first sign-ins by another provider. */
final class BrokerSteps {
    private BrokerSteps() {}

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
}
