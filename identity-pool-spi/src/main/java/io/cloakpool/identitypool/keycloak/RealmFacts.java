package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.pool.RealmConfig;
import java.net.URI;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.Urls;

/**
 * The current realm as the engine sees it.
 *
 * @param usable false when a realm attribute of the pack is wrong: then the realm has no pools, and {@code realm} has the defaults
 */
record RealmFacts(PoolRealm realm, boolean usable) {
    private static final String FRONTEND_URL = "frontendUrl";

    static RealmFacts of(KeycloakSession session, ComponentCache cache) {
        RealmModel realm = session.getContext().getRealm();
        // The URI of the front end is what Keycloak itself makes "iss" of.
        URI issuer = URI.create(Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName()));
        boolean hostnameConfigured = isPresent(Config.scope("hostname", "v2").get("hostname"))
                || isPresent(realm.getAttribute(FRONTEND_URL));
        try {
            return new RealmFacts(
                    RealmConfig.realm(realm.getId(), realm.getName(), realm::getAttribute, issuer, hostnameConfigured),
                    true);
        } catch (IllegalArgumentException e) {
            cache.warnOnce("Identity pools are off: " + e.getMessage());
            return new RealmFacts(
                    RealmConfig.realm(realm.getId(), realm.getName(), key -> null, issuer, hostnameConfigured), false);
        }
    }

    private static boolean isPresent(String text) {
        return text != null && !text.isBlank();
    }
}
