package io.cloakpool.examples.customchallenge;

import io.cloakpool.authenticators.keycloak.CustomChallengeProvider;
import io.cloakpool.authenticators.keycloak.CustomChallengeProviderFactory;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Provider {@code customer-number} of the SPI {@code cloakpool-custom-challenge}. */
public final class CustomerNumberChallengeFactory implements CustomChallengeProviderFactory {
    @Override
    public CustomChallengeProvider create(KeycloakSession session) {
        return new CustomerNumberChallenge(session);
    }

    @Override
    public String getId() {
        return "customer-number";
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
