package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.identitypool.authorize.ProvenSession;
import io.cloakpool.identitypool.issuer.embedded.OpenedCredential;
import io.cloakpool.identitypool.rest.DoorFrame;
import java.util.Optional;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.AuthDetails;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/** Writes Keycloak's admin events for one caller. Each says the id of its request. */
final class AdminEvents implements Administrator {
    private static final String RESOURCE_TYPE = "IDENTITY_POOL";

    private final AdminEventBuilder events;
    private final boolean byPolicy;

    private AdminEvents(AdminEventBuilder events, String requestId, boolean byPolicy) {
        this.events = events.detail(DoorFrame.REQUEST_ID_DETAIL, requestId);
        this.byPolicy = byPolicy;
    }

    /** Events of a user or a service account. */
    static AdminEvents of(KeycloakSession session, RealmModel realm, AdminAuth caller, String requestId) {
        return new AdminEvents(
                new AdminEventBuilder(
                        realm, caller, session, session.getContext().getConnection()),
                requestId,
                false);
    }

    /**
     * Events of somebody who signed with a pool's credentials: the user and the client of the login, as far as there are any (a
     * guest has neither), and the principal as a detail.
     */
    static AdminEvents ofHolder(KeycloakSession session, RealmModel realm, ProvenSession holder, String requestId) {
        OpenedCredential credential = holder.credential();
        AuthDetails caller = new AuthDetails();
        caller.setRealmId(realm.getId());
        caller.setRealmName(realm.getName());
        caller.setUserId(credential.userId());
        Optional.ofNullable(credential.clientId())
                .map(realm::getClientByClientId)
                .ifPresent(client -> caller.setClientId(client.getId()));
        caller.setIpAddress(session.getContext().getConnection().getRemoteHost());
        AdminEvent prepared = new AdminEvent();
        prepared.setAuthDetails(caller);
        AdminEventBuilder events = new HolderEvents(realm, session, caller.getIpAddress(), prepared)
                .realm(realm)
                .detail("principal", holder.principalArn());
        return new AdminEvents(events, requestId, true);
    }

    /** Keycloak's builder wants to be told of a user and a client; with a prepared event it asks for neither. */
    private static final class HolderEvents extends AdminEventBuilder {
        HolderEvents(RealmModel realm, KeycloakSession session, String address, AdminEvent prepared) {
            super(realm, null, session, address, prepared);
        }
    }

    @Override
    public boolean byPolicy() {
        return byPolicy;
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
