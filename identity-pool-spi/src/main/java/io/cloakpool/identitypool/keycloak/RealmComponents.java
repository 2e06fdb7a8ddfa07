package io.cloakpool.identitypool.keycloak;

import java.util.List;
import java.util.Optional;
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
        return realm.getComponentsStream(parentId, type.getName())
                .filter(model -> providerId.equals(model.getProviderId()) && model.getName() != null)
                .toList();
    }

    /** One of a kind below the realm, by id. */
    Optional<ComponentModel> byId(String id, Class<? extends Provider> type, String providerId) {
        return Optional.ofNullable(realm.getComponent(id))
                .filter(model -> type.getName().equals(model.getProviderType())
                        && providerId.equals(model.getProviderId())
                        && realm.getId().equals(model.getParentId())
                        && model.getName() != null);
    }

    /** Those whose names are held once: Keycloak does not enforce names, and a doubled one must match nothing. */
    List<ComponentModel> withOwnName(List<ComponentModel> models) {
        return models.stream().filter(model -> hasOwnName(model, models)).toList();
    }

    /** Whether no other one of these holds the name of this one. */
    boolean hasOwnName(ComponentModel model, List<ComponentModel> models) {
        long holders = models.stream()
                .filter(other -> model.getName().equals(other.getName()))
                .count();
        if (holders > 1) {
            cache.warnOnce("Ignored in realm " + realm.getName() + ": " + holders + " components of the kind "
                    + model.getProviderId() + " hold the name \"" + model.getName() + "\", among them "
                    + model.getId());
        }
        return holders == 1;
    }
}
