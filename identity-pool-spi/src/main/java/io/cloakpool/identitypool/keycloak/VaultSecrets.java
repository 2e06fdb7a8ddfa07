package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.Gateway;
import io.cloakpool.identitypool.pool.GatewayConfig;
import io.cloakpool.identitypool.pool.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.vault.VaultStringSecret;

/** Secrets that a configuration only names, {@code ${vault.key}}; read on each use, so that a rotated one counts at once. */
final class VaultSecrets {
    private VaultSecrets() {}

    /** The gateway with its real secret; empty when the vault has none that would do. */
    static Optional<Gateway> resolve(KeycloakSession session, Gateway gateway) {
        String text = new String(gateway.secret().bytes(), StandardCharsets.US_ASCII);
        if (!GatewayConfig.isVaultExpression(text)) {
            return Optional.of(gateway);
        }
        try (VaultStringSecret secret = session.vault().getStringSecret(text)) {
            return secret.get().filter(GatewayConfig::isSecret).map(value -> withSecret(gateway, value));
        }
    }

    private static Gateway withSecret(Gateway gateway, String secret) {
        return new Gateway(
                gateway.id(),
                gateway.name(),
                gateway.enabled(),
                gateway.dialect(),
                new Secret(secret.getBytes(StandardCharsets.US_ASCII)),
                gateway.s3BaseDomains(),
                gateway.apis());
    }
}
