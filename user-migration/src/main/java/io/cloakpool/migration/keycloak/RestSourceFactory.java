package io.cloakpool.migration.keycloak;

import io.cloakpool.authenticators.keycloak.base.KeycloakTime;
import io.cloakpool.migration.rest.RestConfig;
import io.cloakpool.migration.rest.RestCredentials;
import io.cloakpool.migration.rest.RestDirectory;
import io.cloakpool.migration.spi.LegacyDirectory;
import io.cloakpool.migration.spi.SourceOptions;
import io.cloakpool.migration.spi.UnusableOptionException;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;

/** Old systems that answer the contract by HTTP. */
public final class RestSourceFactory extends MigrationSourceFactory {
    /** As it stands in components. */
    public static final String PROVIDER_ID = "cloakpool-migration";

    public RestSourceFactory() {
        super(
                PROVIDER_ID,
                "Users of another system that answers by HTTP, who are taken over at their first sign-in.",
                RestConfigProperties.ALL);
    }

    @Override
    protected void judge(SourceOptions options) throws UnusableOptionException {
        RestConfig.from(options);
    }

    /** With the path: behind one host there may be services of several owners. */
    @Override
    protected String address(SourceOptions options) throws UnusableOptionException {
        return RestConfig.from(options).uri().toString();
    }

    @Override
    protected LegacyDirectory connect(KeycloakSession session, ComponentModel component, SourceOptions options)
            throws UnusableOptionException {
        RestConfig config = RestConfig.from(options);
        return new RestDirectory(
                config.uri(), credentials(session, config), new KeycloakHttp(session, hosts()), config.countsUsers());
    }

    private static RestCredentials credentials(KeycloakSession session, RestConfig config)
            throws UnusableOptionException {
        String secret = reveal(session, RestConfig.SECRET, config.secret());
        return switch (config.auth()) {
            case BEARER -> new RestCredentials.Bearer(secret);
            case HMAC -> new RestCredentials.Signature(secret, KeycloakTime.INSTANCE);
        };
    }
}
