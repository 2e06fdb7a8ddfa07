package io.cloakpool.identitypool.rest.admin;

import io.cloakpool.identitypool.engine.Engine;
import org.keycloak.events.admin.OperationType;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** What the resources of this door share within one request. */
record AdminCalls(Engine engine, AdminFrame frame, AdminPermissionEvaluator rights, AdminEventBuilder events) {
    void requireView() {
        rights.realm().requireViewRealm();
    }

    void requireManage() {
        rights.realm().requireManageRealm();
    }

    /**
     * Writes an admin event.
     *
     * @param kind such as {@code IDENTITY_POOL}
     * @param path below the realm
     * @param representation without secrets
     */
    void changed(OperationType operation, String kind, String path, Object representation) {
        events.resource(kind)
                .operation(operation)
                .resourcePath("identity-pools/" + path)
                .representation(representation)
                .success();
    }
}
