package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.spi.LoginVerifier;
import io.cloakpool.identitypool.spi.LoginVerifierFactory;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** Makes {@link LoginVerifier} known to Keycloak. */
public final class LoginVerifierSpi implements Spi {
    /** Keycloak would warn about each provider of an internal one. */
    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String getName() {
        return "cloakpool-login-verifier";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return LoginVerifier.class;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public Class<? extends ProviderFactory> getProviderFactoryClass() {
        return LoginVerifierFactory.class;
    }
}
