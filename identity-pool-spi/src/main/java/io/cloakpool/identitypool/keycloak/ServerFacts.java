package io.cloakpool.identitypool.keycloak;

import org.keycloak.Config;
import org.keycloak.common.Version;

/**
 * What the pack must know of the server before it runs on it.
 *
 * @param version as Keycloak prints it
 * @param revocationsPersisted whether ended tokens are kept over a restart
 */
record ServerFacts(String version, boolean revocationsPersisted) {
    private static final String SINGLE_USE_SPI = "singleUseObject";
    private static final String PERSIST = "persistRevokedTokens";

    static ServerFacts read() {
        boolean persisted = Config.scope(SINGLE_USE_SPI, "infinispan").getBoolean(PERSIST, true)
                && Config.scope(SINGLE_USE_SPI, "remote").getBoolean(PERSIST, true);
        return new ServerFacts(Version.VERSION, persisted);
    }
}
