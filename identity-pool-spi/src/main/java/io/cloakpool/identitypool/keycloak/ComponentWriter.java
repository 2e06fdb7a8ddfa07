package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.cache.CachedRealmModel;
import org.keycloak.models.jpa.entities.ComponentEntity;
import org.keycloak.models.jpa.entities.RealmEntity;
import org.keycloak.provider.Provider;

/** Writes components in the transaction of the request. */
final class ComponentWriter {
    private static final String COMPONENTS = "components";

    private final KeycloakSession session;
    private final RealmModel realm;
    private boolean locked;

    ComponentWriter(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /**
     * See {@link io.cloakpool.identitypool.pool.PoolStore#lock}.
     *
     * @throws Refused with {@code CONCURRENT_MODIFICATION} when the request has begun to read before another one committed, in a
     *     database that then hides what that one wrote
     */
    void lock() {
        if (locked) {
            return;
        }
        EntityManager database = database();
        RealmEntity row = database.find(RealmEntity.class, realm.getId(), LockModeType.PESSIMISTIC_WRITE);
        // The statement that waits shows what was there before it waited, so the components need one of their own. They
        // have been
        // read already where Keycloak's cache had not got the realm.
        if (database.getEntityManagerFactory().getPersistenceUnitUtil().isLoaded(row, COMPONENTS)) {
            database.refresh(row);
        }
        if (!CommittedComponents.areSeen(database, realm.getId())) {
            throw new Refused(
                    Reason.CONCURRENT_MODIFICATION,
                    "The realm's identity pools were changed by another request at this moment. Try again.");
        }
        locked = true;
        if (realm instanceof CachedRealmModel cached) {
            cached.getDelegateForUpdate();
        }
    }

    /** A copy of the old component, or a new one; never the one in Keycloak's cache, which a refusal would leave changed. */
    ComponentModel model(
            @Nullable ComponentModel old,
            Class<? extends Provider> type,
            String providerId,
            String parentId,
            String name) {
        ComponentModel model = old == null ? new ComponentModel() : new ComponentModel(old);
        model.setProviderType(type.getName());
        model.setProviderId(providerId);
        model.setParentId(parentId);
        model.setName(name);
        return model;
    }

    /** Replaces a component's configuration, but for the keys that are kept. */
    static void put(ComponentModel model, Map<String, List<String>> config, Set<String> kept) {
        model.getConfig().keySet().retainAll(kept);
        config.forEach((key, values) -> model.getConfig().put(key, new ArrayList<>(values)));
    }

    /**
     * Validates and stores.
     *
     * @throws Refused with {@code INVALID_PARAMETER} when the component's factory refuses it
     */
    void save(ComponentModel model, @Nullable ComponentModel old) {
        try {
            if (old == null) {
                realm.addComponentModel(model);
            } else {
                realm.updateComponent(model);
            }
        } catch (ComponentValidationException e) {
            throw new Refused(Reason.INVALID_PARAMETER, String.valueOf(e.getMessage()), e);
        }
    }

    void remove(ComponentModel model) {
        realm.removeComponent(model);
    }

    /**
     * Sends what was written to the database and asks it whether the name is held once. A read that locks sees what others have
     * committed, also where the database shows every other read the state of when the request began.
     *
     * @throws Refused with {@code CONFLICT} when the id or the name is taken; the request's transaction can then only roll back
     */
    void flush(ComponentModel saved) {
        flush();
        long holders = database()
                .createQuery(
                        "select c from ComponentEntity c where c.realm.id = :realm and c.parentId = :parent"
                                + " and c.providerType = :type and c.name = :name",
                        ComponentEntity.class)
                .setParameter("realm", realm.getId())
                .setParameter("parent", saved.getParentId())
                .setParameter("type", saved.getProviderType())
                .setParameter("name", saved.getName())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .count();
        if (holders > 1) {
            throw new Refused(Reason.CONFLICT, "the name is taken");
        }
    }

    /**
     * Sends what was written to the database, which alone knows the ids of other realms.
     *
     * @throws Refused with {@code CONFLICT} when one is taken; the request's transaction can then only roll back
     */
    void flush() {
        try {
            database().flush();
        } catch (ModelDuplicateException e) {
            throw new Refused(Reason.CONFLICT, "the id is taken", e);
        }
    }

    private EntityManager database() {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }
}
