package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.authorize.SigningClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCClientSecretConfigWrapper;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.vault.VaultStringSecret;

/**
 * Confidential clients of the current realm with a client secret and a service account. Secrets may be vault expressions, and no placeholders; one
 * that was rotated out counts until it or the current one expires, as at Keycloak's token endpoint.
 *
 * <p>Every look-up costs the database one query by client id that finds nothing: Keycloak's cache answers for clients that it
 * knows and for no others, so a known id is followed by one that names nobody. That holds for clients that may not sign too. Not
 * equal are the first look-up after a client was changed or a node started, which reads the client once, and the read of a
 * secret that stands in the vault.
 */
final class AdminClients implements SigningClients {
    /** Provider id of Keycloak's ClientIdAndSecretAuthenticator. */
    private static final String CLIENT_SECRET = "client-secret";
    /** What AWS clients take for an access key id, and slashes would end. */
    private static final Pattern ACCESS_KEY_ID = Pattern.compile("[\\w.@-]{1,128}");

    /** What Keycloak's import leaves of a placeholder without a value: whoever reads the recipe knows such a secret. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{.*}");

    private final KeycloakSession session;

    AdminClients(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public Optional<SigningClient> find(String accessKeyId) {
        if (!ACCESS_KEY_ID.matcher(accessKeyId).matches()) {
            return Optional.empty();
        }
        RealmModel realm = session.getContext().getRealm();
        ClientModel found = realm.getClientByClientId(accessKeyId);
        if (found != null) {
            realm.getClientByClientId("nobody " + UUID.randomUUID());
        }
        return Optional.ofNullable(found)
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
        if (config.isClientSecretExpired()) {
            return List.of();
        }
        add(secrets, client.getSecret());
        if (config.hasRotatedSecret() && !config.isClientRotatedSecretExpired()) {
            add(secrets, config.getClientRotatedSecret(session));
        }
        return secrets;
    }

    private void add(List<String> secrets, @Nullable String configured) {
        if (configured == null) {
            return;
        }
        try (VaultStringSecret stored = session.vault().getStringSecret(configured)) {
            stored.get()
                    .filter(secret -> secret.length() >= MIN_SECRET_LENGTH)
                    .filter(secret -> !PLACEHOLDER.matcher(secret).find())
                    .ifPresent(secrets::add);
        }
    }
}
