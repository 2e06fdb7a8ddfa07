package io.cloakpool.identitypool.keycloak;

import org.jspecify.annotations.Nullable;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;

/**
 * Keycloak's user events of one request. Keycloak stores an error in a transaction of its own, so that it outlives the rollback
 * of the request's.
 */
final class RequestEvents {
    private final KeycloakSession session;
    private final String requestId;
    private final RefusalThrottle throttle;

    RequestEvents(KeycloakSession session, String requestId, RefusalThrottle throttle) {
        this.session = session;
        this.requestId = requestId;
        this.throttle = throttle;
    }

    /** Whether a refusal of this caller is to be stored now; one in a period is. */
    boolean admits(String caller) {
        return throttle.admits(session.getContext().getRealm().getId(), caller);
    }

    /** Where the request's connection comes from, by Keycloak's proxy settings; empty when there is none. */
    String address() {
        ClientConnection connection = session.getContext().getConnection();
        String address = connection == null ? null : connection.getRemoteHost();
        return address == null ? "" : address;
    }

    /** An event with what all events of the pack say; nulls are left out. */
    EventBuilder event(
            String operation,
            @Nullable String poolId,
            @Nullable String identityId,
            @Nullable String roleName,
            @Nullable String userId,
            @Nullable String clientId) {
        return new EventBuilder(session.getContext().getRealm(), session)
                .event(EventType.TOKEN_EXCHANGE)
                .ipAddress(address())
                .client(clientId)
                .user(userId)
                .detail("operation", operation)
                .detail("request_id", requestId)
                .detail("identity_pool", poolId)
                .detail("identity", IdentityText.of(identityId, userId))
                .detail("role", roleName);
    }
}
