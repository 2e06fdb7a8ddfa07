package io.cloakpool.authenticators.keycloak;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** Makes {@link SmsSenderProvider} known to Keycloak. */
public final class SmsSenderSpi implements Spi {
    static final String NAME = "cloakpool-sms-sender";

    /** Keycloak would warn about each provider of an internal one. */
    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return SmsSenderProvider.class;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public Class<? extends ProviderFactory> getProviderFactoryClass() {
        return SmsSenderFactory.class;
    }
}
