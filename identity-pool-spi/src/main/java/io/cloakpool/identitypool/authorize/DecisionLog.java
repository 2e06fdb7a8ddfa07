package io.cloakpool.identitypool.authorize;

import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.spi.Reason;
import org.jspecify.annotations.Nullable;

/** Where the outcome of every signed request and of every call to administer is recorded. Never gets a token or a secret. */
public interface DecisionLog {
    /** What was asked for. */
    enum Door {
        /** A gateway asked about a request of its client. */
        AUTHORIZE,
        /** Somebody asked who it is. */
        CALLER_IDENTITY,
        /** A holder of credentials wants those of another role. */
        ASSUME_ROLE,
        /** Somebody wants to see or change the configuration, by signature or by bearer token. */
        ADMINISTRATION
    }

    /**
     * Whom and what a record is about.
     *
     * @param operation what was judged ({@code GetObject}); the door's own name as long as that is not known
     * @param gateway the configured gateway that asks; null elsewhere
     * @param address the client's address as the gateway tells it; null where the connection has it
     * @param poolId pool of the credential; null while none is proven
     * @param identityId identity of the credential; null while none is proven
     * @param roleName role of the credential; null while none is proven
     * @param userId the user who is proven to ask; null for guests
     * @param clientId the client that is proven to ask, or through which the user signed in
     * @param administrator whether who asks may see the configuration of the realm, whatever else it may
     */
    record Subject(
            Door door,
            String operation,
            @Nullable String gateway,
            @Nullable String address,
            @Nullable String poolId,
            @Nullable String identityId,
            @Nullable String roleName,
            @Nullable String userId,
            @Nullable String clientId,
            boolean administrator) {
        /** Somebody who proved nothing. */
        static Subject unproven(Door door, String operation, @Nullable String gateway) {
            return new Subject(door, operation, gateway, null, null, null, null, null, null, false);
        }

        /** Somebody whom Keycloak's own admin API has authenticated. */
        public static Subject authenticated(String operation, String userId, String clientId, boolean administrator) {
            return new Subject(
                    Door.ADMINISTRATION, operation, null, null, null, null, null, userId, clientId, administrator);
        }
    }

    /** The request stands on a credential of this pool: what is logged from here on names it. */
    void located(PoolId pool);

    /** Somebody was let in. */
    void allowed(Subject subject);

    /** Somebody was sent away. */
    void refused(Subject subject, Reason reason, String message);
}
