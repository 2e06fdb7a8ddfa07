package io.cloakpool.authenticators.keycloak;

import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;

/** {@code cloakpool-conditional-device}. */
public final class DeviceConditionFactory
        implements ConditionalAuthenticatorFactory,
                StepWithoutSettings<Authenticator>,
                StatelessFactory<Authenticator> {
    private static final Description DESCRIPTION = new Description(
            "cloakpool-conditional-device",
            "Condition - device not remembered (Cloakpool)",
            "The sub-flow runs unless the user has remembered this device, and the realm remembers devices.");

    private static final Requirement[] REQUIREMENTS = {Requirement.REQUIRED, Requirement.DISABLED};

    @Override
    public ConditionalAuthenticator getSingleton() {
        return DeviceCondition.INSTANCE;
    }

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return REQUIREMENTS.clone();
    }
}
