package io.cloakpool.identitypool.keycloak;

import org.keycloak.provider.Provider;

/** Component type of credential issuers. Its class name stands in realm exports and never changes. There is nothing to call on it. */
public interface CredentialIssuerComponent extends Provider {
    @Override
    default void close() {}
}
