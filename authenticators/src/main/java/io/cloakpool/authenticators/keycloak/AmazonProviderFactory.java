package io.cloakpool.authenticators.keycloak;

import org.keycloak.broker.provider.AbstractIdentityProviderFactory;
import org.keycloak.broker.social.SocialIdentityProviderFactory;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;

/** Login with Amazon as a provider of a realm. */
public final class AmazonProviderFactory extends AbstractIdentityProviderFactory<AmazonProvider>
        implements SocialIdentityProviderFactory<AmazonProvider>, PackFactory {
    /** Type of the provider. */
    public static final String PROVIDER_ID = "amazon";

    @Override
    public String getName() {
        return "Login with Amazon";
    }

    @Override
    public AmazonProvider create(KeycloakSession session, IdentityProviderModel model) {
        return new AmazonProvider(session, new AmazonConfig(model));
    }

    @Override
    public AmazonConfig createConfig() {
        return new AmazonConfig();
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }
}
