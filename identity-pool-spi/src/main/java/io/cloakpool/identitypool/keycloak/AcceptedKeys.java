package io.cloakpool.identitypool.keycloak;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cloakpool.identitypool.login.TokenSignatures.SignatureKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.keycloak.component.ComponentModel;
import org.keycloak.keys.KeyProvider;
import org.keycloak.models.RealmModel;

/**
 * Keys of realms that were found enabled. Keycloak makes all key providers of a realm anew for the first look-up of each request,
 * which costs more than everything else in a request whose token is known.
 *
 * <p>An answer holds while the realm's key components are what they were, so a key that is disabled, rotated or deleted counts no
 * more in the next request; and for a second at most, since providers exist whose keys live elsewhere, such as in a file. That a
 * key is unknown is not remembered.
 */
final class AcceptedKeys {
    static final Duration MAX_AGE = Duration.ofSeconds(1);

    private static final int MAX_KEYS = 10_000;
    private static final String KEY_PROVIDER = KeyProvider.class.getName();

    private record Name(String realmId, SignatureKey key) {}

    /** @param components configuration of the realm's key components by id */
    private record Answer(Map<String, Map<String, List<String>>> components, Instant until) {}

    private final Cache<Name, Answer> accepted =
            Caffeine.newBuilder().maximumSize(MAX_KEYS).build();
    private final InstantSource clock;

    AcceptedKeys(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether the realm has this key for signatures and it is enabled; {@code ask} is what Keycloak says. */
    boolean accepts(RealmModel realm, SignatureKey key, BooleanSupplier ask) {
        Name name = new Name(realm.getId(), key);
        List<ComponentModel> components = keyComponents(realm);
        Instant now = clock.instant();
        Answer answer = accepted.getIfPresent(name);
        if (answer != null && now.isBefore(answer.until()) && isOf(answer, components)) {
            return true;
        }
        // Taken before the question: a change in between must not look as if it had been asked about.
        Map<String, Map<String, List<String>>> asked = components.stream()
                .collect(Collectors.toUnmodifiableMap(ComponentModel::getId, ComponentCache::snapshot));
        if (!ask.getAsBoolean()) {
            accepted.invalidate(name);
            return false;
        }
        accepted.put(name, new Answer(asked, now.plus(MAX_AGE)));
        return true;
    }

    private static boolean isOf(Answer answer, List<ComponentModel> components) {
        return components.size() == answer.components().size()
                && components.stream().allMatch(model -> model.getConfig()
                        .equals(answer.components().get(model.getId())));
    }

    private static List<ComponentModel> keyComponents(RealmModel realm) {
        // Not by parent and type: for that Keycloak's realm cache copies its whole index on each call.
        return realm.getComponentsStream()
                .filter(model -> KEY_PROVIDER.equals(model.getProviderType()))
                .toList();
    }
}
