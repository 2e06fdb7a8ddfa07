package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.login.TokenSignatures.SignatureKey;
import org.jspecify.annotations.Nullable;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The enabled keys of a realm of this server, by key id and algorithm together. */
final class RealmKeys implements SignatureKeys {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final AcceptedKeys accepted;

    RealmKeys(KeycloakSession session, RealmModel realm, AcceptedKeys accepted) {
        this.session = session;
        this.realm = realm;
        this.accepted = accepted;
    }

    @Override
    public @Nullable KeyWrapper find(@Nullable String kid, String algorithm) {
        return kid == null ? null : session.keys().getKey(realm, kid, KeyUse.SIG, algorithm);
    }

    @Override
    public boolean has(SignatureKey key) {
        return accepted.accepts(realm, key, () -> SignatureKeys.super.has(key));
    }
}
