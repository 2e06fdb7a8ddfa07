package io.cloakpool.migration.keycloak;

import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.cache.UserCache;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.storage.UserStorageUtil;

/** What a flow keeps between its steps: it goes on with the user who was taken over. */
final class RunningFlow {
    private final KeycloakSession session;
    private final RealmModel realm;

    RunningFlow(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** Puts the user of the realm in the place of the one of the old system, whom the flow may have kept by id. */
    void goOnWith(LegacyUserModel user, UserModel migrated) {
        String before = user.getId();
        AuthenticationSessionModel signIn = session.getContext().getAuthenticationSession();
        boolean kept = signIn != null && isOf(signIn, before);
        UserCache cache = UserStorageUtil.userCache(session);
        if (cache != null) {
            cache.evict(realm, user);
        }
        user.become(migrated);
        if (signIn != null && kept) {
            signIn.setAuthenticatedUser(migrated);
        }
        session.loginFailures().removeUserLoginFailure(realm, before);
    }

    /**
     * Has the flow end after what it still asks for. Whoever has proven an address and set a password has not proven the second factor,
     * which the flow could not know of; the next sign-in asks for both.
     */
    void end() {
        AuthenticationSessionModel signIn = session.getContext().getAuthenticationSession();
        if (signIn != null) {
            signIn.setAuthNote(AuthenticationManager.END_AFTER_REQUIRED_ACTIONS, "true");
        }
    }

    private static boolean isOf(AuthenticationSessionModel signIn, String id) {
        @Nullable UserModel user = signIn.getAuthenticatedUser();
        return user != null && user.getId().equals(id);
    }
}
