package io.cloakpool.authenticators.keycloak;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** Makes {@link CustomChallengeProvider} known to Keycloak. */
public final class CustomChallengeSpi implements Spi {
    static final String NAME = "cloakpool-custom-challenge";

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
        return CustomChallengeProvider.class;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public Class<? extends ProviderFactory> getProviderFactoryClass() {
        return CustomChallengeProviderFactory.class;
    }
}
