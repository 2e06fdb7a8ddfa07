package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.Delivery;
import io.cloakpool.authenticators.code.KeyedHash;
import io.cloakpool.authenticators.code.Purpose;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.storage.StorageId;

/**
 * A code in place of a password, for whoever was named. Only addresses that were proven to be the user's get one: else whoever signs up
 * with another's address would make the other a guest in an account that is not theirs. It never goes where the user's second factor goes:
 * whoever has that mailbox or number would have both.
 */
class FirstFactorStep extends CodeStep {
    FirstFactorStep(CodeChannel channel) {
        this(channel, Purpose.FIRST_FACTOR);
    }

    FirstFactorStep(CodeChannel channel, Purpose purpose) {
        super(channel, purpose);
    }

    /** Whether codes of this step may go to the user. */
    private boolean isFor(UserModel user) {
        return user.isEnabled()
                && !SecondFactors.isOne(user, channel)
                // Users of another system come with their second factor once their password is proven, and not before.
                && (purpose == Purpose.RECOVERY || StorageId.isLocalStorage(user.getId()));
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (AuthenticatorUtil.getAuthnCredentials(context.getAuthenticationSession())
                .contains(WebAuthnCredentialModel.TYPE_PASSWORDLESS)) {
            // Signed in by a passkey on the page before.
            context.success();
            return;
        }
        if (!new RememberedFactor(context).yields()) {
            super.authenticate(context);
        }
    }

    @Override
    void proven(AuthenticationFlowContext context, Recipient recipient) {
        new RememberedFactor(context).used();
        super.proven(context, recipient);
    }

    @Override
    final Recipient recipient(AuthenticationFlowContext context) {
        Identifier identifier = new Identifier(context);
        Optional<UserModel> user = Optional.ofNullable(context.getUser()).or(identifier::user);
        String typed = identifier.canonical();
        String name = new RealmHash(context.getSession()).of(KeyedHash.Use.NAME, typed);
        Optional<String> destination = user.filter(this::isFor).flatMap(channel::destination);
        return new Recipient(
                user.orElse(null),
                // Who gets no code is not to pay for it.
                destination.flatMap(to -> user).map(UserModel::getId).orElse(name),
                destination.orElse(typed),
                destination.isPresent(),
                // Two spellings of one account are two codes: else the one would tell of the other.
                name);
    }

    @Override
    final Delivery delivery(AuthenticationFlowContext context, Recipient recipient) {
        KeycloakSession session = context.getSession();
        UserModel user = recipient.user();
        return recipient.reachable() && user != null
                ? channel.later(session, user, recipient.destination())
                : channel.nowhere(session);
    }

    @Override
    final boolean tellsDestination() {
        return false;
    }

    @Override
    public final boolean requiresUser() {
        return false;
    }

    @Override
    public final boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return channel.destination(user).isPresent();
    }

    @Override
    public final void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}
}
