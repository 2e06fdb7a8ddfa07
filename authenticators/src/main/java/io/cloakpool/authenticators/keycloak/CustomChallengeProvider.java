package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.spi.CustomChallenge;
import io.cloakpool.authenticators.spi.PublicApi;
import org.keycloak.provider.Provider;

/**
 * A {@link CustomChallenge} as a provider of Keycloak, SPI {@code cloakpool-custom-challenge}. Where there are several, Keycloak's option
 * {@code spi-cloakpool-custom-challenge--provider} names the one.
 */
@PublicApi
public interface CustomChallengeProvider extends CustomChallenge, Provider {
    @Override
    default void close() {}
}
