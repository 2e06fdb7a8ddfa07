package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.sms.SmsSecret;
import io.cloakpool.authenticators.sms.SmsSecrets;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.vault.VaultStringSecret;

/** {@link SmsSecrets} by the vault of the session's realm. */
final class SmsVault implements SmsSecrets {
    private final KeycloakSession session;

    SmsVault(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public Optional<String> reveal(SmsSecret secret) {
        if (!secret.isInVault()) {
            return Optional.of(secret.text());
        }
        try (VaultStringSecret value = session.vault().getStringSecret(secret.text())) {
            return value.get();
        }
    }
}
