package io.cloakpool.authenticators.keycloak;

import org.keycloak.authentication.ConfigurableAuthenticatorFactory;
import org.keycloak.provider.Provider;

/** What the console asks of every part of a flow, answered for those that have nothing to set. */
interface StepWithoutSettings<P extends Provider> extends Described<P>, ConfigurableAuthenticatorFactory {
    @Override
    default String getDisplayType() {
        return description().title();
    }

    @Override
    default boolean isConfigurable() {
        return false;
    }

    /** Whether a user who lacks what the step asks for may set it up in the flow. */
    @Override
    default boolean isUserSetupAllowed() {
        return false;
    }
}
