package io.cloakpool.identitypool.rest.admin;

import io.cloakpool.identitypool.authorize.DecisionLog.Subject;
import io.cloakpool.identitypool.engine.Engine;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.rest.DoorFrame;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.Optional;
import org.keycloak.events.admin.OperationType;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * What the resources of this door share within one request.
 *
 * @param operation what is called, as the records of decisions say it
 */
record AdminCalls(
        Engine engine, AdminFrame frame, AdminPermissionEvaluator rights, AdminEventBuilder events, String operation) {
    /** Records whether the caller may see the realm; one who may not gets the answer of Keycloak's own admin API. */
    void requireView() {
        record(rights.realm().canViewRealm());
        rights.realm().requireViewRealm();
    }

    /** As {@link #requireView}, for what is known of a person: the caller must be allowed to see the users as well. */
    void requireViewUsers() {
        record(rights.realm().canViewRealm() && rights.users().canView());
        rights.realm().requireViewRealm();
        rights.users().requireView();
    }

    /** Whether the caller may know who the users are. */
    boolean seesUsers() {
        return rights.users().canView();
    }

    /** Records whether the caller may change the realm; one who may not gets the answer of Keycloak's own admin API. */
    void requireManage() {
        record(rights.realm().canManageRealm());
        rights.realm().requireManageRealm();
    }

    private void record(boolean allowed) {
        AdminAuth caller = rights.adminAuth();
        Subject subject = Subject.authenticated(
                operation,
                caller.getUser().getId(),
                caller.getClient().getClientId(),
                rights.realm().canViewRealm());
        if (allowed) {
            engine.decisions().allowed(subject);
        } else {
            engine.decisions().refused(subject, Reason.ACCESS_DENIED, "The caller lacks the right");
        }
    }

    /** The pool that a request names by id, which need not exist, or by name, which must. */
    PoolId pool(String idOrName) {
        if (idOrName.isEmpty()) {
            throw new Refused(Reason.INVALID_PARAMETER, "pool is needed: the id or the name of an identity pool");
        }
        return PoolId.parse(idOrName)
                .or(() -> named(idOrName))
                .orElseThrow(() -> new Refused(Reason.POOL_NOT_FOUND, "There is no such identity pool"));
    }

    /** The pool of this name. */
    Optional<PoolId> named(String name) {
        return engine.pools().pools().stream()
                .filter(pool -> pool.name().equals(name))
                .map(IdentityPool::id)
                .findFirst();
    }

    /** Writes an admin event about data of a person that the caller was given; it does not repeat the data. */
    void disclosed(String kind, String path, Object representation) {
        changed(OperationType.ACTION, kind, path, representation);
    }

    /**
     * Writes an admin event.
     *
     * @param kind such as {@code IDENTITY_POOL}
     * @param path below the realm
     * @param representation without secrets
     */
    void changed(OperationType operation, String kind, String path, Object representation) {
        events.detail(DoorFrame.REQUEST_ID_DETAIL, frame.requestId())
                .resource(kind)
                .operation(operation)
                .resourcePath("identity-pools/" + path)
                .representation(representation)
                .success();
    }
}
