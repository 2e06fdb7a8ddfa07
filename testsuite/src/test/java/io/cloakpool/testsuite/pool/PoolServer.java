package io.cloakpool.testsuite.pool;

import io.cloakpool.testsuite.logs.TraceLogs;
import org.keycloak.testframework.server.KeycloakServerConfig;
import org.keycloak.testframework.server.KeycloakServerConfigBuilder;

/**
 * The one server of these tests; a second configuration would start a second server. Its hostname is configured, which the
 * classic flow needs, and it has metrics.
 */
public final class PoolServer implements KeycloakServerConfig {
    @Override
    public KeycloakServerConfigBuilder configure(KeycloakServerConfigBuilder server) {
        return TraceLogs.on(server, "pool")
                .dependency("io.cloakpool", "cloakpool-aws-protocol")
                .dependency("io.cloakpool", "cloakpool-identity-pool-spi")
                .option("http-host", "127.0.0.1")
                .option("hostname", "http://localhost:8080")
                .option("metrics-enabled", "true");
    }
}
