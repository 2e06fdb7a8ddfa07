package io.cloakpool.authenticators.keycloak.base;

import io.cloakpool.authenticators.spi.PublicApi;
import java.util.Set;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.GroupModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.RoleUtils;

/**
 * Rights to administer a realm. No other system gives them, no file does, and no account that has some changes hands: whoever may name a
 * provider or import users could have more of them than by any other way.
 */
@PublicApi
public final class AdministrationRights {
    private AdministrationRights() {}

    /** Whether a user has any, by whatever way. */
    public static boolean heldBy(UserModel user) {
        return RoleUtils.getDeepUserRoleMappings(user).stream().anyMatch(AdministrationRights::isOne);
    }

    /** Whether a role gives some, itself or by a role that it holds. */
    public static boolean givenBy(RoleModel role) {
        return RoleUtils.expandCompositeRoles(Set.of(role)).stream().anyMatch(AdministrationRights::isOne);
    }

    /** Whether a group gives some to its members, or one above it does. */
    public static boolean givenBy(GroupModel group) {
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
