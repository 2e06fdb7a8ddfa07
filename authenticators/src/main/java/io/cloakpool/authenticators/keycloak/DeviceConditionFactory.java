package io.cloakpool.authenticators.keycloak;

import java.util.List;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.provider.ProviderConfigProperty;

/** {@code cloakpool-conditional-device}. */
public final class DeviceConditionFactory implements ConditionalAuthenticatorFactory, StatelessFactory<Authenticator> {
    private static final Requirement[] REQUIREMENTS = {Requirement.REQUIRED, Requirement.DISABLED};

    @Override
    public ConditionalAuthenticator getSingleton() {
        return DeviceCondition.INSTANCE;
    }

    @Override
    public String getId() {
        return "cloakpool-conditional-device";
    }

    @Override
    public String getDisplayType() {
        return "Condition - device not remembered (Cloakpool)";
    }

    @Override
    public String getHelpText() {
        return "The sub-flow runs unless the user has remembered this device, and the realm remembers devices.";
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
