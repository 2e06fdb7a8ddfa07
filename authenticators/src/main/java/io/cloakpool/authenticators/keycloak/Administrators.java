package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.keycloak.base.AdministrationRights;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.GroupModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** What of a user's roles and groups gives rights to administer, before and after a provider's mappers have run. */
final class Administrators {
    private Administrators() {}

    /** Ids of the roles given to a user directly that give some. */
    static Set<String> rights(UserModel user) {
        return user.getRoleMappingsStream()
                .filter(AdministrationRights::givenBy)
                .map(RoleModel::getId)
                .collect(Collectors.toSet());
    }

    /** Ids of the groups of a user that give some. */
    static Set<String> groups(UserModel user) {
        return user.getGroupsStream()
                .filter(AdministrationRights::givenBy)
                .map(GroupModel::getId)
                .collect(Collectors.toSet());
    }

    /** Takes back what was not there before. */
    static void keepTo(UserModel user, Set<String> rights, Set<String> groups) {
        List<RoleModel> roles = user.getRoleMappingsStream()
                .filter(role -> !rights.contains(role.getId()) && AdministrationRights.givenBy(role))
                .toList();
        roles.forEach(user::deleteRoleMapping);
        List<GroupModel> joined = user.getGroupsStream()
                .filter(group -> !groups.contains(group.getId()) && AdministrationRights.givenBy(group))
                .toList();
        joined.forEach(user::leaveGroup);
    }
}
