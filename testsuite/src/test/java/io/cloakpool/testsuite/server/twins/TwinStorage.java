package io.cloakpool.testsuite.server.twins;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentModel;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialInputValidator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.user.UserLookupProvider;

/** Two users: Keycloak keeps their names apart, and they have the ids {@code twin} and {@code TWIN} in the other system. */
final class TwinStorage implements UserStorageProvider, UserLookupProvider, CredentialInputValidator {
    private static final Map<String, String> IDS_BY_NAME =
            Map.of("twin-in-lower-case", "twin", "twin-in-upper-case", "TWIN");

    private final KeycloakSession session;
    private final ComponentModel model;

    TwinStorage(KeycloakSession session, ComponentModel model) {
        this.session = session;
        this.model = model;
    }

    @Override
    public @Nullable UserModel getUserById(RealmModel realm, String id) {
        String external = StorageId.externalId(id);
        return IDS_BY_NAME.entrySet().stream()
                .filter(user -> user.getValue().equals(external))
                .map(user -> user(realm, user.getKey(), external))
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable UserModel getUserByUsername(RealmModel realm, String username) {
        String id = IDS_BY_NAME.get(username);
        return id == null ? null : user(realm, username, id);
    }

    @Override
    public @Nullable UserModel getUserByEmail(RealmModel realm, String email) {
        return null;
    }

    private UserModel user(RealmModel realm, String name, String id) {
        return new Twin(session, realm, model, name, id);
    }

    @Override
    public boolean supportsCredentialType(String type) {
        return type.equals(PasswordCredentialModel.TYPE);
    }

    @Override
    public boolean isConfiguredFor(RealmModel realm, UserModel user, String type) {
        return supportsCredentialType(type);
    }

    /** Everybody's password is the configured one. */
    @Override
    public boolean isValid(RealmModel realm, UserModel user, CredentialInput input) {
        return input.getChallengeResponse().equals(model.get(TwinStorageFactory.PASSWORD));
    }

    @Override
    public void close() {}
}
