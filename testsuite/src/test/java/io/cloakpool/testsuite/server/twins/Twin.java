package io.cloakpool.testsuite.server.twins;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentModel;
import org.keycloak.credential.UserCredentialManager;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.adapter.AbstractUserAdapter;

/** A user that Keycloak does not store. */
final class Twin extends AbstractUserAdapter {
    private final String name;

    Twin(KeycloakSession session, RealmModel realm, ComponentModel model, String name, String externalId) {
        super(session, realm, model);
        this.name = name;
        this.storageId = new StorageId(model.getId(), externalId);
    }

    @Override
    public String getUsername() {
        return name;
    }

    @Override
    public boolean isEmailVerified() {
        return true;
    }

    /** What a user profile must have, or signing in would ask for it. */
    @Override
    public Map<String, List<String>> getAttributes() {
        return Map.of(
                UserModel.USERNAME,
                List.of(name),
                UserModel.EMAIL,
                List.of(name + "@example.com"),
                UserModel.FIRST_NAME,
                List.of("First"),
                UserModel.LAST_NAME,
                List.of("Last"));
    }

    @Override
    public Stream<String> getAttributeStream(String attribute) {
        return getAttributes().getOrDefault(attribute, List.of()).stream();
    }

    @Override
    public @Nullable String getFirstAttribute(String attribute) {
        return getAttributeStream(attribute).findFirst().orElse(null);
    }

    @Override
    public SubjectCredentialManager credentialManager() {
        return new UserCredentialManager(session, realm, this);
    }
}
