package io.cloakpool.testsuite.server.twins;

import java.util.List;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.storage.UserStorageProviderFactory;

/** Makes the twins known to a realm. */
public final class TwinStorageFactory implements UserStorageProviderFactory<TwinStorage> {
    /** The id of the provider. */
    public static final String ID = "cloakpool-test-twins";

    /** The configuration key of the password that both have. */
    public static final String PASSWORD = "password";

    /** The names by which they sign in. */
    public static final List<String> NAMES = List.of("twin-in-lower-case", "twin-in-upper-case");

    @Override
    public TwinStorage create(KeycloakSession session, ComponentModel model) {
        return new TwinStorage(session, model);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of(new ProviderConfigProperty(
                PASSWORD, "Password", "Of both users.", ProviderConfigProperty.STRING_TYPE, null));
    }
}
