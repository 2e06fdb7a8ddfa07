package io.cloakpool.authenticators.keycloak;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.GroupModel;
import org.keycloak.models.RoleContainerModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.RoleUtils;

/** Rights to administer a realm: no provider gives them, and no account that has some changes hands. */
final class Administrators {
    private Administrators() {}

    /** Whether a user has any, by whatever way. */
    static boolean isOne(UserModel user) {
        return RoleUtils.getDeepUserRoleMappings(user).stream().anyMatch(Administrators::administers);
    }

    /** Ids of the roles given to a user directly that give some. */
    static Set<String> rights(UserModel user) {
        return user.getRoleMappingsStream()
                .filter(Administrators::isOrHolds)
                .map(RoleModel::getId)
                .collect(Collectors.toSet());
    }

    /** Ids of the groups of a user that give some. */
    static Set<String> groups(UserModel user) {
        return user.getGroupsStream()
                .filter(Administrators::gives)
                .map(GroupModel::getId)
                .collect(Collectors.toSet());
    }

    /** Takes back what was not there before. */
    static void keepTo(UserModel user, Set<String> rights, Set<String> groups) {
        List<RoleModel> roles = user.getRoleMappingsStream()
                .filter(role -> !rights.contains(role.getId()) && isOrHolds(role))
                .toList();
        roles.forEach(user::deleteRoleMapping);
        List<GroupModel> joined = user.getGroupsStream()
                .filter(group -> !groups.contains(group.getId()) && gives(group))
                .toList();
        joined.forEach(user::leaveGroup);
    }

    private static boolean gives(GroupModel group) {
        for (GroupModel one = group; one != null; one = one.getParent()) {
            if (one.getRoleMappingsStream().anyMatch(Administrators::isOrHolds)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOrHolds(RoleModel role) {
        return RoleUtils.expandCompositeRoles(Set.of(role)).stream().anyMatch(Administrators::administers);
    }

    private static boolean administers(RoleModel role) {
        RoleContainerModel holder = role.getContainer();
        if (holder instanceof ClientModel client) {
            // A realm is administered by roles of this client of its own, or by those of {realm}-realm of the master
            // realm.
            return client.getClientId().equals(Constants.REALM_MANAGEMENT_CLIENT_ID)
                    || client.getClientId().endsWith("-realm");
        }
        return role.getName().equals(AdminRoles.ADMIN) || role.getName().equals(AdminRoles.CREATE_REALM);
    }
}
