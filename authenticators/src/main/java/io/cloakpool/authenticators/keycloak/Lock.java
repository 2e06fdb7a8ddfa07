package io.cloakpool.authenticators.keycloak;

import java.util.Optional;
import java.util.Set;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.services.managers.BruteForceProtector;

/** Keycloak's brute-force detection, for what it does not see by itself: it counts the failures of steps of flows only. */
final class Lock {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    Lock(KeycloakSession session, UserModel user) {
        this.session = session;
        this.user = user;
        realm = session.getContext().getRealm();
    }

    /** What an event says of a user whom it holds; nothing where it holds none. */
    Optional<String> error() {
        return Optional.ofNullable(
                AuthenticatorUtils.getDisabledByBruteForceEventError(protector(), session, realm, user));
    }

    /** Counts a wrong code. */
    void failed() {
        failed(OTPCredentialModel.TYPE);
    }

    /** @param category of what was wrong: Keycloak counts those of its own kinds only */
    void failed(String category) {
        if (realm.isBruteForceProtected()) {
            protector()
                    .failedLogin(
                            realm,
                            user,
                            session.getContext().getConnection(),
                            session.getContext().getHttpRequest().getUri(),
                            Set.of(category));
        }
    }

    private BruteForceProtector protector() {
        return session.getProvider(BruteForceProtector.class);
    }
}
