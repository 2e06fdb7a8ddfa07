package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.login.FacebookApps;
import java.util.Optional;
import org.keycloak.broker.oidc.OAuth2IdentityProviderConfig;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderQuery;
import org.keycloak.models.KeycloakSession;
import org.keycloak.social.facebook.FacebookIdentityProviderFactory;
import org.keycloak.vault.VaultStringSecret;

/** The apps of the current realm's identity providers of type {@code facebook}. */
final class RealmFacebookApps implements FacebookApps {
    /** Where Keycloak stores it, see {@link OAuth2IdentityProviderConfig}. */
    private static final String CLIENT_ID = "clientId";

    private final KeycloakSession session;

    RealmFacebookApps(KeycloakSession session) {
        this.session = session;
    }

    /** In a short transaction: the request must not hold a connection of the database while it waits for Facebook. */
    @Override
    public Optional<String> secret(String appId) {
        IdentityProviderQuery query = IdentityProviderQuery.any().with(CLIENT_ID, appId);
        return Jobs.call(session, own -> own.identityProviders()
                        .getAllStream(query)
                        .filter(provider -> isOf(provider, appId))
                        .map(provider -> new OAuth2IdentityProviderConfig(provider).getClientSecret())
                        .filter(secret -> secret != null && !secret.isBlank())
                        .findFirst())
                .map(this::resolved);
    }

    private static boolean isOf(IdentityProviderModel provider, String appId) {
        return provider.isEnabled()
                && FacebookIdentityProviderFactory.PROVIDER_ID.equals(provider.getProviderId())
                && appId.equals(new OAuth2IdentityProviderConfig(provider).getClientId());
    }

    /** As Keycloak reads it: a reference into the vault that leads nowhere is taken for the secret itself. */
    private String resolved(String configured) {
        try (VaultStringSecret secret = session.vault().getStringSecret(configured)) {
            return secret.get().orElse(configured);
        }
    }
}
