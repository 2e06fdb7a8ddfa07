package io.cloakpool.authenticators.keycloak;

import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** An e-mail address that an account has without having proven it: a claim, which gives way to whoever proves the address. */
final class ClaimedEmail {
    private ClaimedEmail() {}

    /** Whether the account stands on something else: a verified number, or another provider. */
    static boolean isOnlyThat(KeycloakSession session, UserModel holder) {
        return !holder.isEmailVerified()
                && UnprovenAccount.isStrippable(holder)
                && (new SmsChannel().destination(holder).isPresent()
                        || session.users()
                                .getFederatedIdentitiesStream(
                                        session.getContext().getRealm(), holder)
                                .findAny()
                                .isPresent());
    }

    /** Takes it from the account, so that another one can have it in the same transaction. */
    static void release(KeycloakSession session, UserModel holder) {
        holder.setEmail(null);
        session.getProvider(JpaConnectionProvider.class).getEntityManager().flush();
    }
}
