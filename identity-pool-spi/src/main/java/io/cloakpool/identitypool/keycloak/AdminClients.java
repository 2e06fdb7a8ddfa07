package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.authorize.SigningClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCClientSecretConfigWrapper;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;

/**
 * Confidential clients of the current realm with a client secret and a service account. Secrets may be vault expressions; one
 * that was rotated out counts until it expires, as at Keycloak's token endpoint.
 */
final class AdminClients implements SigningClients {
    /** Provider id of Keycloak's ClientIdAndSecretAuthenticator. */
    private static final String CLIENT_SECRET = "client-secret";

    private final KeycloakSession session;

    AdminClients(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public Optional<SigningClient> find(String accessKeyId) {
        RealmModel realm = session.getContext().getRealm();
        return Optional.ofNullable(realm.getClientByClientId(accessKeyId))
                .filter(AdminClients::maySign)
                .map(client -> new SigningClient(client.getClientId(), secrets(client)));
    }

    private static boolean maySign(ClientModel client) {
        return client.isEnabled()
                && OIDCLoginProtocol.LOGIN_PROTOCOL.equals(client.getProtocol())
                && !client.isPublicClient()
                && !client.isBearerOnly()
                && client.isServiceAccountsEnabled()
                && CLIENT_SECRET.equals(client.getClientAuthenticatorType());
    }

    private List<String> secrets(ClientModel client) {
        OIDCClientSecretConfigWrapper config = OIDCClientSecretConfigWrapper.fromClientModel(client);
        List<String> secrets = new ArrayList<>();
        if (!config.isClientSecretExpired()) {
            add(secrets, client.getSecret());
        }
        if (config.hasRotatedSecret() && !config.isClientRotatedSecretExpired()) {
            add(secrets, config.getClientRotatedSecret(session));
        }
        return secrets;
    }

    private void add(List<String> secrets, @Nullable String configured) {
        if (configured == null) {
            return;
        }
        String secret = session.vault().getStringSecret(configured).get().orElse(configured);
        if (secret.length() >= MIN_SECRET_LENGTH) {
            secrets.add(secret);
        }
    }
}
