package io.cloakpool.migration.keycloak;

/** An option that cannot be used. The message names the key and never the value. */
final class MigrationConfigException extends Exception {
    private static final long serialVersionUID = 1;

    MigrationConfigException(String key, String message) {
        super(key + " " + message);
    }
}
