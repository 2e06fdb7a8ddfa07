package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.keycloak.base.KeycloakTime;
import io.cloakpool.authenticators.signup.TemporaryPasswordRule;
import java.time.Instant;
import java.util.Objects;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/** Passwords that an administrator has set and that their users have to change: they are good for a time only. */
final class TemporaryPasswords {
    /** What their users are told. */
    static final String OVER = "cloakpoolPasswordExpired";

    private final RealmModel realm;

    TemporaryPasswords(RealmModel realm) {
        this.realm = realm;
    }

    /**
     * Whether the password that a step has just taken is over; the sign-in has no user then. Whoever is told so has the password, and it is
     * worth nothing any more: neither a secret nor a failure.
     */
    boolean takesBack(AuthenticationFlowContext context) {
        if (!isOver(context.getUser())) {
            return false;
        }
        context.getEvent()
                .user(context.getUser())
                .detail(Details.REASON, "temporary password expired")
                .error(Errors.INVALID_USER_CREDENTIALS);
        context.clearUser();
        return true;
    }

    /** Whether the user's password has to be changed and was set too long ago. */
    private boolean isOver(UserModel user) {
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
