package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.login.ProviderFacts;
import io.cloakpool.identitypool.pool.PoolRealm;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The realms of the server beside the current one, as providers of logins. */
final class OtherRealms {
    private static final String PATH = "/realms/";

    private final KeycloakSession session;
    private final SharedState shared;

    OtherRealms(KeycloakSession session, SharedState shared) {
        this.session = session;
        this.shared = shared;
    }

    Optional<RealmModel> named(String name) {
        return Optional.ofNullable(session.realms().getRealmByName(name)).filter(this::isOther);
    }

    Optional<RealmModel> byId(String id) {
        return Optional.ofNullable(session.realms().getRealm(id)).filter(this::isOther);
    }

    /** The realm whose issuer this is, without the scheme. Its name in Cognito's form would need a look at all realms. */
    Optional<RealmModel> withKey(String key) {
        int path = key.lastIndexOf(PATH);
        return path < 0
                ? Optional.empty()
                : named(key.substring(path + PATH.length()))
                        .filter(realm -> facts(realm).keys().contains(key));
    }

    ProviderFacts facts(RealmModel realm) {
        PoolRealm facts =
                shared.realms().of(realm, baseUri(realm), shared.components()).realm();
        return new ProviderFacts(
                facts.providerId(),
                List.of(facts.issuerLoginKey(), facts.userPoolLoginKey()),
                realm.isEnabled(),
                Set.of(facts.issuer().toString()),
                Set.of());
    }

    private boolean isOther(RealmModel realm) {
        return !realm.getId().equals(session.getContext().getRealm().getId());
    }

    /** A realm may have an address of its own, which Keycloak tells of the current realm only. */
    private URI baseUri(RealmModel realm) {
        KeycloakContext context = session.getContext();
        RealmModel current = context.getRealm();
        try {
            context.setRealm(realm);
            return context.getUri().getBaseUri();
        } finally {
            context.setRealm(current);
        }
    }
}
