package io.cloakpool.migration.keycloak;

import java.util.Set;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.GroupModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.utils.RoleUtils;

/**
 * Rights to administer a realm. Neither a file nor an old system gives them: whoever may import users or name an old system could have more
 * of them than by any other way.
 */
final class AdministrationRights {
    private AdministrationRights() {}

    static boolean givenBy(RoleModel role) {
        return RoleUtils.expandCompositeRoles(Set.of(role)).stream().anyMatch(AdministrationRights::isOne);
    }

    static boolean givenBy(GroupModel group) {
        for (GroupModel one = group; one != null; one = one.getParent()) {
            if (one.getRoleMappingsStream().anyMatch(AdministrationRights::givenBy)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOne(RoleModel role) {
        if (role.getContainer() instanceof ClientModel client) {
            // A realm is administered by roles of this client of its own, or by those of {realm}-realm of the master
            // realm.
            return client.getClientId().equals(Constants.REALM_MANAGEMENT_CLIENT_ID)
                    || client.getClientId().endsWith(AdminRoles.APP_SUFFIX);
        }
        return AdminRoles.REALM_LEVEL_ROLES.contains(role.getName());
    }
}
