package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.federation.ProtectedAttributes;
import io.cloakpool.authenticators.keycloak.base.AdministrationRights;
import io.cloakpool.authenticators.keycloak.base.KeycloakTime;
import java.util.List;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.storage.StorageId;

/**
 * An account whose address nobody has confirmed. When the owner of the address comes, whatever else opens the account is gone: passwords
 * and factors, logins of other providers, sessions, a change of address that waits for a click, phone numbers.
 */
final class UnprovenAccount {
    private UnprovenAccount() {}

    /** Whether that can be done, and no right to administer changes hands with it. */
    static boolean isStrippable(UserModel user) {
        return StorageId.isLocalStorage(user.getId())
                && !user.isFederated()
                && user.getServiceAccountClientLink() == null
                && !AdministrationRights.heldBy(user);
    }

    /** Does it, and marks the address verified. */
    static void strip(AuthenticationFlowContext context, UserModel user) {
        KeycloakSession session = context.getSession();
        RealmModel realm = context.getRealm();
        List<String> credentials = user.credentialManager()
                .getStoredCredentialsStream()
                .map(CredentialModel::getId)
                .toList();
        credentials.forEach(user.credentialManager()::removeStoredCredentialById);
        List<String> providers = session.users()
                .getFederatedIdentitiesStream(realm, user)
                .map(FederatedIdentityModel::getIdentityProvider)
                .toList();
        providers.forEach(provider -> session.users().removeFederatedIdentity(realm, user, provider));
        session.users()
                .setNotBeforeForUser(
                        realm,
                        user,
                        Math.toIntExact(KeycloakTime.INSTANCE.instant().getEpochSecond()));
        end(session, realm, user);
        SignInEpoch.beginAnew(session, context.getAuthenticationSession(), user);
        ProtectedAttributes names = ProtectedAttributes.with(null);
        List<String> attributes =
                user.getAttributes().keySet().stream().filter(names::contains).toList();
        attributes.forEach(user::removeAttribute);
        List<String> actions = user.getRequiredActionsStream().toList();
        actions.forEach(user::removeRequiredAction);
        user.setEmailVerified(true);
        context.getEvent()
                .clone()
                .event(EventType.REMOVE_CREDENTIAL)
                .user(user)
                .detail(Details.REASON, "the address was proven")
                .success();
    }

    private static void end(KeycloakSession session, RealmModel realm, UserModel user) {
        List<UserSessionModel> online =
                session.sessions().getUserSessionsStream(realm, user).toList();
        online.forEach(one -> AuthenticationManager.backchannelLogout(session, one, true));
        List<UserSessionModel> offline =
                session.sessions().getOfflineUserSessionsStream(realm, user).toList();
        offline.forEach(one -> session.sessions().removeOfflineUserSession(realm, one));
    }
}
