package io.cloakpool.authenticators.keycloak;

import java.util.Map;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/** What all factories of this jar answer alike. */
interface PackFactory extends ServerInfoAwareProviderFactory {
    /** The version of the jar, for the console's server info. */
    @Override
    default Map<String, String> getOperationalInfo() {
        String version = PackFactory.class.getPackage().getImplementationVersion();
        return Map.of("version", version == null ? "development" : version);
    }
}
