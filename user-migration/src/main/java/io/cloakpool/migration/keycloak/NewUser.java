package io.cloakpool.migration.keycloak;

import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.Set;
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
import org.keycloak.models.jpa.entities.UserGroupMembershipEntity;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.representations.idm.MembershipType;
import org.keycloak.storage.UserStoragePrivateUtil;

/**
 * A user whom this transaction makes, with the realm's default roles, groups and required actions. Keycloak's model asks the database for
 * each role, group and credential what the user has already. Of one who is new that is known, and waiting for those answers was most of the
 * time of an import.
 */
final class NewUser {
    private final KeycloakSession session;
    private final EntityManager entities;
    private final UserAdapter user;
    private final Set<String> roles = new HashSet<>();
    private final Set<String> groups = new HashSet<>();
    private int priority;

    NewUser(KeycloakSession session, RealmModel realm, String id, String name) {
        this.session = session;
        this.entities = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.user =
                (UserAdapter) UserStoragePrivateUtil.userLocalStorage(session).addUser(realm, id, name, false, true);
        grant(realm.getDefaultRole());
        realm.getDefaultGroupsStream().forEach(this::join);
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
