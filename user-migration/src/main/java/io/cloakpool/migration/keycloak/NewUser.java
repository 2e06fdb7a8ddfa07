package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.account.Collision;
import io.cloakpool.migration.spi.LegacyUser;
import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.jpa.JpaUserCredentialStore;
import org.keycloak.models.jpa.UserAdapter;
import org.keycloak.models.jpa.entities.CredentialEntity;
import org.keycloak.models.jpa.entities.UserEntity;
import org.keycloak.models.jpa.entities.UserGroupMembershipEntity;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.representations.idm.MembershipType;

/**
 * A user whom this transaction makes, with the realm's default roles, groups and required actions. Keycloak's model asks the database for
 * each role, group and credential what the user has already. Of one who is new that is known, and waiting for those answers was most of the
 * time of an import. It also stores a user before names and address are known, and so writes each row twice.
 */
final class NewUser {
    private final KeycloakSession session;
    private final EntityManager entities;
    private final UserAdapter user;
    private final Set<String> roles = new HashSet<>();
    private final Set<String> groups = new HashSet<>();
    private int priority;

    /**
     * Makes the user. What the user may do, and signs in with, is added afterwards.
     *
     * @param source the id of the component that the user comes from; null where nobody says
     */
    NewUser(KeycloakSession session, RealmModel realm, String id, LegacyUser legacy, @Nullable String source) {
        this.session = session;
        this.entities = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        UserEntity entity = new UserEntity();
        entity.setId(id);
        entity.setRealmId(realm.getId());
        long now = Time.currentTimeMillis();
        entity.setCreatedTimestamp(now);
        entity.setLastModifiedTimestamp(now);
        this.user = new UserAdapter(session, realm, entities, entity);
        user.setUsername(Collision.name(legacy));
        UserWriter.name(user, legacy);
        entities.persist(entity);
        UserWriter.attributes(user, legacy, source);
        grant(realm.getDefaultRole());
        realm.getDefaultGroupsStream().forEach(this::join);
        realm.getRequiredActionProvidersStream()
                .filter(action -> action.isEnabled() && action.isDefaultAction())
                .forEach(action -> user.addRequiredAction(action.getAlias()));
    }

    /** For all that Keycloak's model writes without a question. */
    UserModel model() {
        return user;
    }

    void grant(RoleModel role) {
        if (roles.add(role.getId())) {
            user.grantRoleImpl(role);
            RoleModel.RoleGrantedEvent.fire(role, user, session);
        }
    }

    void join(GroupModel group) {
        if (groups.add(group.getId())) {
            UserGroupMembershipEntity membership = new UserGroupMembershipEntity();
            membership.setUser(user.getEntity());
            membership.setGroupId(group.getId());
            membership.setMembershipType(MembershipType.UNMANAGED);
            entities.persist(membership);
            GroupModel.GroupMemberJoinEvent.fire(group, user, session);
        }
    }

    /** Puts a credential behind those that were added before. */
    void add(CredentialModel credential) {
        priority += JpaUserCredentialStore.PRIORITY_DIFFERENCE;
        CredentialEntity entity = new CredentialEntity();
        entity.setId(KeycloakModelUtils.generateId());
        entity.setUser(user.getEntity());
        entity.setType(credential.getType());
        entity.setUserLabel(credential.getUserLabel());
        entity.setCreatedDate(credential.getCreatedDate());
        entity.setCredentialData(credential.getCredentialData());
        entity.setSecretData(credential.getSecretData());
        entity.setPriority(priority);
        entities.persist(entity);
    }
}
