package io.cloakpool.authenticators.keycloak;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What counts as a second factor of a user. Recovery codes do not: they are for the day when the factor is lost. */
final class SecondFactors {
    private static final List<CodeChannel> CHANNELS = List.of(new EmailChannel(), new SmsChannel());
    private static final Set<String> OF_KEYCLOAK =
            Set.of(OTPCredentialModel.TYPE, WebAuthnCredentialModel.TYPE_TWOFACTOR);

    private SecondFactors() {}

    /** Whether somebody who has signed in this way lacks one. A passkey is two factors in one: a thing, and what unlocks it. */
    static boolean lacks(UserModel user, AuthenticationSessionModel signIn) {
        return !has(user)
                && !AuthenticatorUtil.getAuthnCredentials(signIn).contains(WebAuthnCredentialModel.TYPE_PASSWORDLESS);
    }

    /** Whether a flow of the realm sees to it that each user has one. */
    static boolean areDemanded(RealmModel realm) {
        return Stream.of(
                        realm.getBrowserFlow(),
                        realm.getRegistrationFlow(),
                        realm.getDirectGrantFlow(),
                        realm.getResetCredentialsFlow())
                .anyMatch(flow -> Wiring.steps(realm, flow).contains(SecondFactorChoice.ID));
    }

    /** Whether the user has chosen codes that are sent this way. */
    static boolean isOne(UserModel user, CodeChannel channel) {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(channel.credentialType())
                .findAny()
                .isPresent();
    }

    /** Whether the user has set one up, whether or not it can be asked for: a lost address must not make a password enough. */
    static boolean has(UserModel user) {
        return hasOfKeycloak(user) || CHANNELS.stream().anyMatch(channel -> isOne(user, channel));
    }

    /** Whether the browser flow would ask the user for more than a password, if only for a recovery code. */
    static boolean mayBeAsked(UserModel user) {
        return has(user) || user.credentialManager().isConfiguredFor(RecoveryAuthnCodesCredentialModel.TYPE);
    }

    private static boolean hasOfKeycloak(UserModel user) {
        return OF_KEYCLOAK.stream().anyMatch(user.credentialManager()::isConfiguredFor);
    }
}
