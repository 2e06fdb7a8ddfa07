package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.UserStates;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;

/** Users, clients and sessions of the realms of this server, judged as Keycloak judges its own tokens. */
public final class RealmSessionsUserStates implements UserStates {
    /** Keycloak allows a token to be this much older than its session ({@code JsonWebToken.isIssuedBeforeSessionStart}). */
    private static final int START_TOLERANCE_SECONDS = 1;

    private final KeycloakSession session;

    public RealmSessionsUserStates(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public State state(Question question) {
        return state(session, question);
    }

    @Override
    public State stateApart(Question question) {
        return Jobs.call(session, own -> state(own, question));
    }

    private static State state(KeycloakSession session, Question question) {
        RealmModel realm = realm(session, question.otherRealmId());
        if (realm == null) {
            return State.USER_GONE;
        }
        UserModel user = session.users().getUserById(realm, question.userId());
        if (user == null) {
            return State.USER_GONE;
        }
        if (!question.serviceAccounts() && user.getServiceAccountClientLink() != null) {
            return State.SERVICE_ACCOUNT;
        }
        String sessionId = question.sessionId();
        if (!question.full()) {
            return sessionId == null || sessions(session, realm, sessionId).anyMatch(found -> isOf(found, user))
                    ? State.GOOD
                    : State.SESSION_ENDED;
        }
        if (!user.isEnabled()) {
            return State.USER_DISABLED;
        }
        long issuedAt = question.issuedAt().getEpochSecond();
        int notBefore = Math.max(realm.getNotBefore(), session.users().getNotBeforeOfUser(realm, user));
        String clientId = question.client();
        ClientModel client = clientId == null ? null : realm.getClientByClientId(clientId);
        if (clientId != null) {
            if (client == null || !client.isEnabled()) {
                return State.CLIENT_GONE;
            }
            notBefore = Math.max(notBefore, client.getNotBefore());
        }
        if (issuedAt < notBefore) {
            return State.NOT_BEFORE;
        }
        ClientModel signedIn = question.clientSession() ? client : null;
        return sessionId == null
                        || sessions(session, realm, sessionId)
                                .anyMatch(found -> isAlive(realm, found, user, signedIn, issuedAt))
                ? State.GOOD
                : State.SESSION_ENDED;
    }

    /** That of the request is enabled, or there would be no request. */
    private static @Nullable RealmModel realm(KeycloakSession session, @Nullable String otherRealmId) {
        if (otherRealmId == null) {
            return session.getContext().getRealm();
        }
        RealmModel other = session.realms().getRealm(otherRealmId);
        return other == null || !other.isEnabled() ? null : other;
    }

    private static Stream<UserSessionModel> sessions(KeycloakSession session, RealmModel realm, String sessionId) {
        UserSessionModel online = session.sessions().getUserSession(realm, sessionId);
        return Stream.concat(
                Stream.ofNullable(online),
                Stream.of(sessionId)
                        .map(id -> session.sessions().getOfflineUserSession(realm, id))
                        .filter(Objects::nonNull));
    }

    private static boolean isAlive(
            RealmModel realm, UserSessionModel found, UserModel user, @Nullable ClientModel client, long issuedAt) {
        return AuthenticationManager.isSessionValid(realm, found)
                && isOf(found, user)
                && issuedAt + START_TOLERANCE_SECONDS >= found.getStarted()
                && (client == null || isSignedIn(found, client, issuedAt));
    }

    /** A mapper may write into {@code sub} what it likes, even what the user likes; whose the session is, it cannot change. */
    private static boolean isOf(UserSessionModel found, UserModel user) {
        return found.getUser() != null && user.getId().equals(found.getUser().getId());
    }

    /** Revoking a token or a consent takes the client out of a session that goes on for others. */
    private static boolean isSignedIn(UserSessionModel found, ClientModel client, long issuedAt) {
        AuthenticatedClientSessionModel signedIn = found.getAuthenticatedClientSessionByClient(client.getId());
        return signedIn != null && issuedAt + START_TOLERANCE_SECONDS >= signedIn.getStarted();
    }
}
