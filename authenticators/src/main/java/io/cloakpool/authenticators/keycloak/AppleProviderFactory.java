package io.cloakpool.authenticators.keycloak;

import java.util.List;
import org.keycloak.broker.provider.AbstractIdentityProviderFactory;
import org.keycloak.broker.social.SocialIdentityProviderFactory;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** Sign in with Apple as a provider of a realm. */
public final class AppleProviderFactory extends AbstractIdentityProviderFactory<AppleProvider>
        implements SocialIdentityProviderFactory<AppleProvider>, PackFactory {
    /** Type of the provider. */
    public static final String PROVIDER_ID = "apple";

    /** The client secret is the console's own field: it is the one that Keycloak masks. */
    private static final List<ProviderConfigProperty> PROPERTIES = ProviderConfigurationBuilder.create()
            .property()
            .name(AppleConfig.TEAM)
            .label("Team ID")
            .helpText(
                    "Ten characters, from the membership page of your developer account. The client ID is the Services ID,"
                            + " the client secret the content of the key's .p8 file, or the vault's name for it.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .required(true)
            .add()
            .property()
            .name(AppleConfig.KEY)
            .label("Key ID")
            .helpText("Ten characters, those of the key in the client secret.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .required(true)
            .add()
            .build();

    @Override
    public String getName() {
        return "Apple";
    }

    @Override
    public AppleProvider create(KeycloakSession session, IdentityProviderModel model) {
        return new AppleProvider(session, new AppleConfig(model));
    }

    @Override
    public AppleConfig createConfig() {
        return new AppleConfig();
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return PROPERTIES;
    }
}
