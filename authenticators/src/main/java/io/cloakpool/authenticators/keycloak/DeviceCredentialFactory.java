package io.cloakpool.authenticators.keycloak;

import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.CredentialProviderFactory;
import org.keycloak.models.KeycloakSession;

/** {@code cloakpool-device}. */
public final class DeviceCredentialFactory implements CredentialProviderFactory<DeviceCredentialProvider>, PackFactory {
    @Override
    public CredentialProvider<?> create(KeycloakSession session) {
        return new DeviceCredentialProvider(session);
    }

    @Override
    public String getId() {
        return RememberedDevices.TYPE;
    }
}
