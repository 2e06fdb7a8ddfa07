package io.cloakpool.authenticators.keycloak;

import org.keycloak.models.credential.OTPCredentialModel;

/** Steps of registration flows; the part of their form is {@link SignUpFormFactory}. */
final class SignUpSteps {
    private SignUpSteps() {}

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
}
