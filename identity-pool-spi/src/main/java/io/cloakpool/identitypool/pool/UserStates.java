package io.cloakpool.identitypool.pool;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the realm says today about the user of a token or credential that was made earlier. */
public interface UserStates {
    /** Why a user's tokens no longer count, or that they do. */
    enum State {
        GOOD,
        USER_GONE,
        USER_DISABLED,
        /** The service account of a client, where none is welcome. */
        SERVICE_ACCOUNT,
        CLIENT_GONE,
        SESSION_ENDED,
        /** Made before the not-before time of the realm, the client or the user. */
        NOT_BEFORE
    }

    /**
     * Whom and what is asked about.
     *
     * @param userId id of a user of the realm
     * @param sessionId an online or offline session that must be alive; null asks about no session
     * @param client client id of an enabled client; null asks about no client
     * @param clientSession whether the client must be signed in to the session
     * @param issuedAt when the token was made
     * @param serviceAccounts whether the service account of a client is welcome
     * @param full whether all of this is asked; otherwise only who the user is and whether the session is there and
     *     is the user's, which is asked in every case: it proves that the token names the right user
     * @param otherRealmId the realm that is asked; null for that of the request
     */
    record Question(
            String userId,
            @Nullable String sessionId,
            @Nullable String client,
            boolean clientSession,
            Instant issuedAt,
            boolean serviceAccounts,
            boolean full,
            @Nullable String otherRealmId) {
        /** A question to the realm of the request. */
        public Question(
                String userId,
                @Nullable String sessionId,
                @Nullable String client,
                boolean clientSession,
                Instant issuedAt,
                boolean serviceAccounts,
                boolean full) {
            this(userId, sessionId, client, clientSession, issuedAt, serviceAccounts, full, null);
        }
    }

    /** Answers from the request's own session. It may take a database connection: ask after the last short transaction. */
    State state(Question question);

    /** Answers from a short transaction of its own, for use before another short transaction. */
    State stateApart(Question question);
}
