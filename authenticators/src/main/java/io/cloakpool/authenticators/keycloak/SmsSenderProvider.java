package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.spi.PublicApi;
import io.cloakpool.authenticators.spi.SmsSender;
import org.keycloak.provider.Provider;

/** An {@link SmsSender} as a provider of Keycloak. Its class name is the type of the components: it stands in realm exports and never changes. */
@PublicApi
@FunctionalInterface
public interface SmsSenderProvider extends SmsSender, Provider {
    @Override
    default void close() {}
}
