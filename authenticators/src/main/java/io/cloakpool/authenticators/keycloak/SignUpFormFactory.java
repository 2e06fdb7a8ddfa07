package io.cloakpool.authenticators.keycloak;

import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.FormAction;
import org.keycloak.authentication.FormActionFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;

/** {@code cloakpool-sign-up-form}. */
public final class SignUpFormFactory
        implements FormActionFactory, StepWithoutSettings<FormAction>, StatelessFactory<FormAction> {
    private static final Description DESCRIPTION = new Description(
            "cloakpool-sign-up-form",
            "Proven address (Cloakpool)",
            "Binds the form to the address that was proven before it. Comes right after the creation of the user, which comes first.");

    private static final Requirement[] REQUIREMENTS = {Requirement.REQUIRED, Requirement.DISABLED};

    @Override
    public FormAction create(KeycloakSession session) {
        return new SignUpForm();
    }

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public @Nullable String getReferenceCategory() {
        return null;
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return REQUIREMENTS.clone();
    }
}
