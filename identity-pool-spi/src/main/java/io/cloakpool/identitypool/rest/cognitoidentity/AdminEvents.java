package io.cloakpool.identitypool.rest.cognitoidentity;

import org.keycloak.events.admin.OperationType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/** Writes Keycloak's admin events for one caller. */
final class AdminEvents implements Administrator {
    private static final String RESOURCE_TYPE = "IDENTITY_POOL";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminAuth caller;

    AdminEvents(KeycloakSession session, RealmModel realm, AdminAuth caller) {
        this.session = session;
        this.realm = realm;
        this.caller = caller;
    }

    /** Events of a service account of the realm, which brings no token. */
    static AdminEvents ofServiceAccount(
            KeycloakSession session, RealmModel realm, ClientModel client, UserModel serviceAccount) {
        return new AdminEvents(session, realm, new AdminAuth(realm, null, serviceAccount, client));
    }

    @Override
    public void changed(Change change, String resourcePath, Object representation) {
        new AdminEventBuilder(realm, caller, session, session.getContext().getConnection())
                .resource(RESOURCE_TYPE)
                .operation(operation(change))
                .resourcePath(resourcePath)
                .representation(representation)
                .success();
    }

    private static OperationType operation(Change change) {
        return switch (change) {
            case CREATE -> OperationType.CREATE;
            case UPDATE -> OperationType.UPDATE;
            case DELETE -> OperationType.DELETE;
        };
    }
}
