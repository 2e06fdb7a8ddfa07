package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.spi.PublicApi;
import org.keycloak.provider.ProviderFactory;

/** Makes {@link CustomChallengeProvider}s. */
@PublicApi
public interface CustomChallengeProviderFactory extends ProviderFactory<CustomChallengeProvider> {}
