package io.cloakpool.identitypool.keycloak;

import org.keycloak.provider.Provider;

/** Component type of the login bindings below an identity pool. Its class name stands in realm exports and never changes. There is nothing to call on it. */
public interface LoginBindingComponent extends Provider {
    @Override
    default void close() {}
}
