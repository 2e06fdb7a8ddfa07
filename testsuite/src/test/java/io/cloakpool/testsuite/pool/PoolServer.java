package io.cloakpool.testsuite.pool;

import io.cloakpool.testsuite.logs.TraceLogs;
import io.cloakpool.testsuite.migration.Certificates;
import io.cloakpool.testsuite.migration.VaultFolder;
import org.keycloak.testframework.server.KeycloakServerConfig;
import org.keycloak.testframework.server.KeycloakServerConfigBuilder;

/**
 * The one server of these tests; a second configuration would start a second server. Its hostname is configured, which the
 * classic flow needs, it has metrics, of users' events too, and a vault of files, and the examples of a login verifier and of a custom
 * challenge are installed.
 */
public final class PoolServer implements KeycloakServerConfig {
    /** Where the example of a login verifier asks about tokens. */
    static final int ISSUER_PORT = 8098;
    /** The key of {@code Logins} of that example. */
    static final String LOGINS_KEY = "chat.example";

    /** How long an upload of users may take. */
    public static final int UPLOAD_SECONDS = 4;
    /** What a file of users may have, and all of a realm. */
    public static final long FILE_BYTES = 14_000_000;

    /** Between two lines of the log about an import: one after each piece, however fast the machine is. */
    private static final int PROGRESS_SECONDS = 0;

    private static final long REALM_BYTES = 20_000_000;
    private static final String IMPORTS = "spi-admin-realm-restapi-extension--cloakpool-migration--";

    /** Where the tests let providers of logins and security token services listen. */
    private static final String OUTBOUND = "127.0.0.1,localhost";

    private static final String VERIFIER = "spi-cloakpool-login-verifier--introspection--";

    @Override
    public KeycloakServerConfigBuilder configure(KeycloakServerConfigBuilder server) {
        return TraceLogs.on(server, "pool", "org.postgresql", "org.mariadb", "io.agroal")
                .dependency("io.cloakpool", "cloakpool-aws-protocol")
                .dependency("io.cloakpool", "cloakpool-identity-pool-spi")
                .dependency("io.cloakpool", "cloakpool-authenticators")
                .dependency("com.googlecode.libphonenumber", "libphonenumber")
                .dependency("io.cloakpool", "cloakpool-user-migration")
                .dependency("org.postgresql", "postgresql")
                .dependency("org.mariadb.jdbc", "mariadb-java-client")
                .dependency("com.mysql", "mysql-connector-j")
                .dependency("io.cloakpool", "cloakpool-themes")
                .dependency("io.cloakpool", "cloakpool-login-verifier")
                .dependency("io.cloakpool", "cloakpool-custom-challenge")
                .option(VERIFIER + "endpoint", "http://127.0.0.1:" + ISSUER_PORT + "/introspect")
                .option(VERIFIER + "client-id", AccessTokens.INTROSPECTION_CLIENT)
                .option(VERIFIER + "client-secret", AccessTokens.INTROSPECTION_SECRET)
                .option(VERIFIER + "logins-key", LOGINS_KEY)
                .option("spi-cloakpool-identity-pool--cloakpool-identity-pool--outbound-hosts", OUTBOUND)
                .option("spi-storage--cloakpool-migration--outbound-hosts", OUTBOUND)
                .option("spi-storage--cloakpool-migration-jdbc--outbound-hosts", OUTBOUND)
                .option("spi-storage--cloakpool-migration-cognito--outbound-hosts", OUTBOUND)
                .option(IMPORTS + "upload-seconds", Integer.toString(UPLOAD_SECONDS))
                .option(IMPORTS + "file-bytes", Long.toString(FILE_BYTES))
                .option(IMPORTS + "realm-bytes", Long.toString(REALM_BYTES))
                .option(IMPORTS + "progress-seconds", Integer.toString(PROGRESS_SECONDS))
                // Off in Keycloak, and there for whoever still needs it.
                .option("spi-login-protocol--openid-connect--allow-client-initiated-account-linking", "true")
                .option("http-host", "127.0.0.1")
                .option("hostname", "http://localhost:8080")
                .option("metrics-enabled", "true")
                .option("event-metrics-user-enabled", "true")
                .option("truststore-paths", Certificates.TRUSTED.certificate().toString())
                .option("vault", "file")
                .option("vault-dir", VaultFolder.PATH.toString());
    }
}
