package io.cloakpool.identitypool.keycloak;

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
    public boolean has(String kid, String algorithm) {
        return accepted.accepts(realm, kid, algorithm, () -> find(kid, algorithm) != null);
    }
}
