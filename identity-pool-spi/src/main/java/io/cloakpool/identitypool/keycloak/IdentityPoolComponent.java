package io.cloakpool.identitypool.keycloak;

import org.keycloak.provider.Provider;

/** Component type of identity pools. Its class name stands in realm exports and never changes. There is nothing to call on it. */
public interface IdentityPoolComponent extends Provider {
    @Override
    default void close() {}
}
