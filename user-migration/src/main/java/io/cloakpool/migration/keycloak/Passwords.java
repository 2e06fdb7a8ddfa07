package io.cloakpool.migration.keycloak;

import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.policy.PasswordPolicyManagerProvider;
import org.keycloak.policy.PolicyError;

/** Passwords of users who are taken over. */
final class Passwords {
    private final KeycloakSession session;
    private final RealmModel realm;

    Passwords(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** What the realm has against a password. */
    Optional<PolicyError> complaint(UserModel user, String password) {
        return Optional.ofNullable(
                session.getProvider(PasswordPolicyManagerProvider.class).validate(realm, user, password));
    }

    /** Keeps a password that was proven, whether or not the realm would take it as a new one. */
    void keep(UserModel user, String password) {
        PasswordCredentialModel credential =
                hash().encodedCredential(password, realm.getPasswordPolicy().getHashIterations());
        credential.setCreatedDate(Time.currentTimeMillis());
        user.credentialManager().createStoredCredential(credential);
    }

    private PasswordHashProvider hash() {
        String algorithm = realm.getPasswordPolicy().getHashAlgorithm();
        PasswordHashProvider hash = algorithm == null
                ? session.getProvider(PasswordHashProvider.class)
                : session.getProvider(PasswordHashProvider.class, algorithm);
        if (hash == null) {
            throw new ModelException("The realm's password policy names an algorithm that there is not");
        }
        return hash;
    }
}
