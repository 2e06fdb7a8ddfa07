package io.cloakpool.identitypool.keycloak;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;

/** The pack's components of the current realm, as Keycloak has them. */
final class RealmComponents {
    private final RealmModel realm;
    private final ComponentCache cache;

    RealmComponents(KeycloakSession session) {
        this(
                session.getContext().getRealm(),
                IdentityPoolFactory.shared(session).components());
    }

    RealmComponents(RealmModel realm, ComponentCache cache) {
        this.realm = realm;
        this.cache = cache;
    }

    RealmModel realm() {
        return realm;
    }

    ComponentCache cache() {
        return cache;
    }

    /** All of a kind below the realm. */
    List<ComponentModel> all(Class<? extends Provider> type, String providerId) {
        return below(realm.getId(), type, providerId);
    }

    List<ComponentModel> below(String parentId, Class<? extends Provider> type, String providerId) {
        // Not by parent and type: for that Keycloak's realm cache copies its whole index on each call.
        return realm.getComponentsStream()
                .filter(model -> isOf(model, type, providerId) && parentId.equals(model.getParentId()))
                .toList();
    }

    /** All of a kind, whatever they are below, by the id of that. */
    Map<String, List<ComponentModel>> byParent(Class<? extends Provider> type, String providerId) {
        return realm.getComponentsStream()
                .filter(model -> isOf(model, type, providerId) && model.getParentId() != null)
                .collect(Collectors.groupingBy(ComponentModel::getParentId));
    }

    /** One of a kind below the realm, by id. */
    Optional<ComponentModel> byId(String id, Class<? extends Provider> type, String providerId) {
        return Optional.ofNullable(realm.getComponent(id))
                .filter(model -> isOf(model, type, providerId) && realm.getId().equals(model.getParentId()));
    }

    private static boolean isOf(ComponentModel model, Class<? extends Provider> type, String providerId) {
        return type.getName().equals(model.getProviderType())
                && providerId.equals(model.getProviderId())
                && model.getName() != null;
    }

    /** Those whose names are held once: Keycloak does not enforce names, and a doubled one must match nothing. */
    List<ComponentModel> withOwnName(List<ComponentModel> models) {
        Map<String, Long> holders =
                models.stream().collect(Collectors.groupingBy(ComponentModel::getName, Collectors.counting()));
        return models.stream()
                .filter(model -> isSole(model, holders.getOrDefault(model.getName(), 0L)))
                .toList();
    }

    /** Whether no other one of these holds the name of this one. */
    boolean hasOwnName(ComponentModel model, List<ComponentModel> models) {
        long holders = models.stream()
                .filter(other -> model.getName().equals(other.getName()))
                .count();
        return isSole(model, holders);
    }

    private boolean isSole(ComponentModel model, long holders) {
        if (holders > 1) {
            cache.warnOnce("Ignored in realm " + realm.getName() + ": " + holders + " components of the kind "
                    + model.getProviderId() + " hold the name \"" + model.getName() + "\", among them "
                    + model.getId());
        }
        return holders == 1;
    }
}
