package io.cloakpool.authenticators.keycloak;

import java.util.List;
import org.keycloak.provider.ConfiguredProvider;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderFactory;

/** A factory that says of itself what stands in one record. Its title has a getter of another interface in each kind of them. */
interface Described<P extends Provider> extends ProviderFactory<P>, ConfiguredProvider {
    /**
     * What the console shows.
     *
     * @param id never changes: realms name it
     * @param settings none where there is nothing to set
     */
    record Description(String id, String title, String help, List<ProviderConfigProperty> settings) {
        public Description {
            settings = List.copyOf(settings);
        }

        /** Of one without settings. */
        public Description(String id, String title, String help) {
            this(id, title, help, List.of());
        }
    }

    Description description();

    @Override
    default String getId() {
        return description().id();
    }

    @Override
    default String getHelpText() {
        return description().help();
    }

    @Override
    default List<ProviderConfigProperty> getConfigProperties() {
        return description().settings();
    }
}
