package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.identity.SweepDirectory;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;
import org.keycloak.models.UserProvider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.UserStoragePrivateUtil;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.UserStorageProviderFactory;
import org.keycloak.storage.UserStorageProviderModel;
import org.keycloak.storage.user.UserLookupProvider;

/** Realms, pools and users as Keycloak's database has them, and users of user storages as those say. */
final class CommittedDirectory implements SweepDirectory {
    private final KeycloakSessionFactory factory;
    private final Patience patience;

    /** @param patience for user storages */
    CommittedDirectory(KeycloakSessionFactory factory, Patience patience) {
        this.factory = factory;
        this.patience = patience;
    }

    @Override
    public boolean hasRealm(String realmId) {
        return Jobs.call(factory, own -> uncached(own).getRealm(realmId) != null);
    }

    @Override
    public boolean hasPool(String realmId, String poolUuid) {
        return inRealm(realmId, (own, realm) -> realm.getComponent(poolUuid) != null);
    }

    @Override
    public Set<String> missing(String realmId, Collection<String> userIds) {
        return inRealm(realmId, (own, realm) -> {
            // The server's own users only: the whole would ask LDAP about each that came from there, and might delete
            // it.
            UserProvider local = UserStoragePrivateUtil.userLocalStorage(own);
            Set<String> missing = new HashSet<>(userIds);
            missing.removeIf(id -> local.getUserById(realm, id) != null);
            return missing;
        });
    }

    /** Asks the storage itself: whoever asks Keycloak gets the same answer for a user that is gone and a storage that is off. */
    @Override
    public Presence stored(String realmId, String userId) {
        return patience.ask(realmId + " " + StorageId.providerId(userId), () -> ask(realmId, userId));
    }

    private Presence ask(String realmId, String userId) {
        return inRealm(realmId, (own, realm) -> {
            ComponentModel component = realm.getComponent(StorageId.providerId(userId));
            if (component == null) {
                return Presence.STORAGE_REMOVED;
            }
            if (!new UserStorageProviderModel(component).isEnabled()
                    || !(open(own, component) instanceof UserLookupProvider storage)) {
                return Presence.UNKNOWN;
            }
            return storage.getUserById(realm, userId) == null ? Presence.GONE : Presence.EXISTS;
        });
    }

    /** A storage for the session; null when the server lacks its jar. */
    private static @Nullable UserStorageProvider open(KeycloakSession own, ComponentModel component) {
        ProviderFactory<UserStorageProvider> kind = own.getKeycloakSessionFactory()
                .getProviderFactory(UserStorageProvider.class, component.getProviderId());
        if (!(kind instanceof UserStorageProviderFactory<?> factory)) {
            return null;
        }
        UserStorageProvider storage = factory.create(own, component);
        own.enlistForClose(storage);
        return storage;
    }

    private <T> T inRealm(String realmId, BiFunction<KeycloakSession, RealmModel, T> question) {
        return Jobs.call(factory, own -> {
            RealmModel realm = uncached(own).getRealm(realmId);
            if (realm == null) {
                throw new IllegalStateException("the realm is gone by now");
            }
            own.getContext().setRealm(realm);
            return question.apply(own, realm);
        });
    }

    private static RealmProvider uncached(KeycloakSession own) {
        return own.getProvider(RealmProvider.class);
    }
}
