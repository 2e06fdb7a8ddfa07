package io.cloakpool.authenticators.keycloak;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;

/** A factory that has nothing to read at the server's start, and nothing to give back at its end. */
interface StatelessFactory<P extends Provider> extends ProviderFactory<P>, PackFactory {
    @Override
    default void init(Config.Scope config) {}

    @Override
    default void postInit(KeycloakSessionFactory factory) {}

    @Override
    default void close() {}
}
