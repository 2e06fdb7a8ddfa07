package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.login.ProviderFacts;
import io.cloakpool.identitypool.pool.PoolRealm;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;

/** The realms of the server beside the current one, as providers of logins. Good for one request. */
final class OtherRealms {
    private static final String PATH = "/realms/";

    private final KeycloakSession session;
    private final SharedState shared;
    private final Map<String, Boolean> known = new HashMap<>();

    OtherRealms(KeycloakSession session, SharedState shared) {
        this.session = session;
        this.shared = shared;
    }

    Optional<RealmModel> named(String name) {
        return find("name " + name, realms -> realms.getRealmByName(name));
    }

    Optional<RealmModel> byId(String id) {
        return find("id " + id, realms -> realms.getRealm(id));
    }

    /**
     * First in a short transaction, since Keycloak's cache of realms remembers no name that there is not: the request must not hold
     * a connection of the database while it waits for something else.
     */
    private Optional<RealmModel> find(String question, Function<RealmProvider, @Nullable RealmModel> query) {
        boolean exists = known.computeIfAbsent(
                question,
                key -> Jobs.call(session.getKeycloakSessionFactory(), own -> query.apply(own.realms()) != null));
        return exists ? Optional.ofNullable(query.apply(session.realms())).filter(this::isOther) : Optional.empty();
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
        return inside(session, realm, () -> session.getContext().getUri().getBaseUri());
    }

    /** Does something for which Keycloak looks at the current realm, as if that were this one. */
    static <T> T inside(KeycloakSession session, RealmModel realm, Supplier<T> work) {
        KeycloakContext context = session.getContext();
        RealmModel current = context.getRealm();
        try {
            context.setRealm(realm);
            return work.get();
        } finally {
            context.setRealm(current);
        }
    }
}
