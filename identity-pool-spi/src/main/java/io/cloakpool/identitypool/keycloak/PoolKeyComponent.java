package io.cloakpool.identitypool.keycloak;

import org.keycloak.provider.Provider;

/** Component type of the pack's keys. Its class name stands in realm exports and never changes. There is nothing to call on it. */
public interface PoolKeyComponent extends Provider {
    @Override
    default void close() {}
}
