package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.identitypool.rest.DoorFrame;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/** Writes Keycloak's admin events for one caller. Each says the id of its request. */
final class AdminEvents implements Administrator {
    private static final String RESOURCE_TYPE = "IDENTITY_POOL";

    private final AdminEventBuilder events;

    private AdminEvents(AdminEventBuilder events, String requestId) {
        this.events = events.detail(DoorFrame.REQUEST_ID_DETAIL, requestId);
    }

    /** Events of a user or a service account. */
    static AdminEvents of(KeycloakSession session, RealmModel realm, AdminAuth caller, String requestId) {
        return new AdminEvents(
                new AdminEventBuilder(
                        realm, caller, session, session.getContext().getConnection()),
                requestId);
    }

    @Override
    public void changed(Change change, String resourcePath, Object representation) {
        events.resource(RESOURCE_TYPE)
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
