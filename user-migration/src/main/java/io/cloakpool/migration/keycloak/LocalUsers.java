package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.account.Collision;
import io.cloakpool.migration.account.ImportRules;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.jpa.entities.UserEntity;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.storage.UserStoragePrivateUtil;

/** The realm's own users, past caches and sources. */
final class LocalUsers implements Collision.Known {
    private final KeycloakSession session;
    private final RealmModel realm;

    LocalUsers(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** The user with that name, whatever its case. */
    Optional<UserModel> byName(String name) {
        return Optional.ofNullable(UserStoragePrivateUtil.userLocalStorage(session)
                .getUserByUsername(realm, name.toLowerCase(Locale.ROOT)));
    }

    /** What the realm takes for a name. */
    Collision.Names names() {
        return new Collision.Names(realm.isLoginWithEmailAllowed(), realm.isDuplicateEmailsAllowed());
    }

    @Override
    public boolean hasName(String name) {
        return byName(name).isPresent();
    }

    @Override
    public boolean hasEmail(String email) {
        return UserStoragePrivateUtil.userLocalStorage(session).getUserByEmail(realm, email.toLowerCase(Locale.ROOT))
                != null;
    }

    /** Whether somebody has proven that number. */
    boolean hasNumber(String number) {
        return UserStoragePrivateUtil.userLocalStorage(session)
                .searchForUserByUserAttributeStream(realm, ImportRules.PHONE, number)
                .anyMatch(user -> Boolean.parseBoolean(user.getFirstAttribute(ImportRules.PHONE_VERIFIED)));
    }

    /** Makes a user with the realm's default roles and groups, under the id that is wished for unless anybody on this server has it. */
    UserModel add(Optional<String> id, String name) {
        String free = id.filter(this::isFree).orElseGet(KeycloakModelUtils::generateId);
        return session.users().addUser(realm, free, name, true, true);
    }

    /** How many users came from old systems: they keep an id of it, or which source it was. */
    long fromOldSystems() {
        return session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery(
                        "select count(distinct u.id) from UserEntity u join u.attributes a where u.realmId = :realm and a.name in :names",
                        Long.class)
                .setParameter("realm", realm.getId())
                .setParameter("names", List.of(ImportRules.LEGACY_ID, ImportRules.LEGACY_SOURCE))
                .getSingleResult();
    }

    /**
     * How many users came from each source, by the id of its component. Whoever may write attributes may have written anything there, so other
     * values are not asked for.
     */
    Map<String, Long> bySource(Set<String> components) {
        if (components.isEmpty()) {
            return Map.of();
        }
        return session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery(
                        "select a.value, count(distinct u.id) from UserEntity u join u.attributes a"
                                + " where u.realmId = :realm and a.name = :name and a.value in :components"
                                + " group by a.value",
                        Object[].class)
                .setParameter("realm", realm.getId())
                .setParameter("name", ImportRules.LEGACY_SOURCE)
                .setParameter("components", components)
                .getResultStream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1]));
    }

    private boolean isFree(String id) {
        return session.getProvider(JpaConnectionProvider.class)
                        .getEntityManager()
                        .find(UserEntity.class, id)
                == null;
    }
}
