package io.cloakpool.identitypool.keycloak;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** A kind of component of the pack. */
abstract class ComponentSpi implements Spi {
    private final String name;
    private final Class<? extends Provider> type;
    private final Class<? extends ProviderFactory<?>> factory;

    ComponentSpi(String name, Class<? extends Provider> type, Class<? extends ProviderFactory<?>> factory) {
        this.name = name;
        this.type = type;
        this.factory = factory;
    }

    /** Internal would mean that Keycloak warns about each provider of it. */
    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return type;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public Class<? extends ProviderFactory> getProviderFactoryClass() {
        return factory;
    }
}
