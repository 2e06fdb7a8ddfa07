package io.cloakpool.authenticators.keycloak;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.FormAction;
import org.keycloak.authentication.FormActionFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;

/** {@code cloakpool-sign-up-form}. */
public final class SignUpFormFactory implements FormActionFactory, StatelessFactory<FormAction> {
    private static final Requirement[] REQUIREMENTS = {Requirement.REQUIRED, Requirement.DISABLED};

    @Override
    public FormAction create(KeycloakSession session) {
        return new SignUpForm();
    }

    @Override
    public String getId() {
        return "cloakpool-sign-up-form";
    }

    @Override
    public String getDisplayType() {
        return "Proven address (Cloakpool)";
    }

    @Override
    public String getHelpText() {
        return "Binds the form to the address that was proven before it. Comes after the creation of the user.";
    }

    @Override
    public @Nullable String getReferenceCategory() {
        return null;
    }

    @Override
    public boolean isConfigurable() {
        return false;
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return REQUIREMENTS.clone();
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }
}
