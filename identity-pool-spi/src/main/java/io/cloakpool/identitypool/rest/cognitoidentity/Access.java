package io.cloakpool.identitypool.rest.cognitoidentity;

import org.keycloak.services.resources.admin.fgap.RealmPermissionEvaluator;

/** Who may call an operation. */
enum Access {
    /** Everybody: the logins in the input prove what has to be proven. */
    ANYBODY,
    /** Administrators who may change the realm, and clients that the pool in question names as its developer's. */
    DEVELOPER,
    /** Administrators who may see the realm. */
    VIEW,
    /** Administrators who may change the realm. */
    MANAGE;

    /** Whether somebody with these rights may. */
    boolean isGiven(RealmPermissionEvaluator rights) {
        return switch (this) {
            case ANYBODY -> true;
            case VIEW -> rights.canViewRealm();
            case MANAGE, DEVELOPER -> rights.canManageRealm();
        };
    }
}
