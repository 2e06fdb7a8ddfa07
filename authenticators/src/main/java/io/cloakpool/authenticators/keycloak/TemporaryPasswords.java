package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.keycloak.base.KeycloakTime;
import io.cloakpool.authenticators.signup.TemporaryPasswordRule;
import java.time.Instant;
import java.util.Objects;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/** Passwords that an administrator has set and that their users have to change: they are good for a time only. */
final class TemporaryPasswords {
    private final RealmModel realm;

    TemporaryPasswords(RealmModel realm) {
        this.realm = realm;
    }

    /** Whether the user's password has to be changed and was set too long ago. */
    boolean isOver(UserModel user) {
        boolean temporary =
                user.getRequiredActionsStream().anyMatch(UserModel.RequiredAction.UPDATE_PASSWORD.name()::equals);
        return temporary
                && user.credentialManager()
                        .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                        .map(CredentialModel::getCreatedDate)
                        .filter(Objects::nonNull)
                        .anyMatch(set -> rule().isOver(Instant.ofEpochMilli(set), KeycloakTime.INSTANCE.instant()));
    }

    private TemporaryPasswordRule rule() {
        return RealmSettings.read(
                realm,
                values -> TemporaryPasswordRule.read(values.apply(TemporaryPasswordRule.DAYS)),
                TemporaryPasswordRule.byDefault());
    }
}
