package io.cloakpool.identitypool.keycloak;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cloakpool.identitypool.pool.RealmConfig;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.RealmModel;
import org.keycloak.services.Urls;

/**
 * Realms as the engine sees them, by id, good as long as everything that they were read from is equal: Keycloak's own cache says
 * what is current, this one only saves parsing.
 */
final class RealmFactsCache {
    private static final int MAX_REALMS = 10_000;
    private static final String FRONTEND_URL = "frontendUrl";

    /** All that facts depend on. */
    private record Origin(String name, URI base, boolean hostnameConfigured, Map<String, String> attributes) {}

    private record Known(Origin origin, RealmFacts facts) {}

    private final Cache<String, Known> known =
            Caffeine.newBuilder().maximumSize(MAX_REALMS).build();
    /** An option of the server, which is constant while it runs; null until it is asked for. */
    private volatile @Nullable Boolean hostnameOfServer;

    /**
     * What a realm is now.
     *
     * @param base URI of the front end, which is what Keycloak itself makes {@code iss} of
     * @param log is told, once, of a bad attribute
     */
    RealmFacts of(RealmModel realm, URI base, ComponentCache log) {
        Origin origin = new Origin(
                realm.getName(), base, hasHostname() || isPresent(realm.getAttribute(FRONTEND_URL)), attributes(realm));
        Known last = known.getIfPresent(realm.getId());
        if (last != null && last.origin().equals(origin)) {
            return last.facts();
        }
        RealmFacts facts = read(realm.getId(), origin, log);
        known.put(realm.getId(), new Known(origin, facts));
        return facts;
    }

    private static Map<String, String> attributes(RealmModel realm) {
        Map<String, String> attributes = new HashMap<>();
        for (String key : RealmConfig.KEYS) {
            String value = realm.getAttribute(key);
            if (value != null) {
                attributes.put(key, value);
            }
        }
        return attributes;
    }

    private static RealmFacts read(String id, Origin origin, ComponentCache log) {
        URI issuer = URI.create(Urls.realmIssuer(origin.base(), origin.name()));
        try {
            return new RealmFacts(
                    RealmConfig.realm(id, origin.name(), origin.attributes()::get, issuer, origin.hostnameConfigured()),
                    true);
        } catch (IllegalArgumentException e) {
            log.warnOnce("Identity pools are off: " + e.getMessage());
            return new RealmFacts(
                    RealmConfig.realm(id, origin.name(), key -> null, issuer, origin.hostnameConfigured()), false);
        }
    }

    private boolean hasHostname() {
        Boolean answer = hostnameOfServer;
        if (answer == null) {
            answer = isPresent(Config.scope("hostname", "v2").get("hostname"));
            hostnameOfServer = answer;
        }
        return answer;
    }

    private static boolean isPresent(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
