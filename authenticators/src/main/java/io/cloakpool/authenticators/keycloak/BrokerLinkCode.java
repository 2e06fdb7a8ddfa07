package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.Delivery;
import io.cloakpool.authenticators.code.Purpose;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.broker.AbstractIdpAuthenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Gives an account whose address nobody has confirmed to whoever comes by another provider and reads that address: without what is in it
 * to sign in with, since whoever made it may be a stranger. Leaves every other account to the steps after it. Keycloak's own
 * {@code idp-email-verification} proves as much, and leaves the stranger's password.
 */
class BrokerLinkCode extends CodeStep {
    BrokerLinkCode() {
        this(Purpose.RECOVERY);
    }

    BrokerLinkCode(Purpose purpose) {
        super(new EmailChannel(), purpose);
    }

    /** Where a code for the account goes; nowhere for accounts that the step leaves to others. */
    Optional<String> address(UserModel user) {
        return !user.isEmailVerified() && UnprovenAccount.isStrippable(user) ? channel.claimed(user) : Optional.empty();
    }

    /** Whoever reads the address is to have the account. */
    void take(AuthenticationFlowContext context, UserModel user) {
        UnprovenAccount.strip(context, user);
    }

    @Override
    public final void authenticate(AuthenticationFlowContext context) {
        if (account(context).isEmpty()) {
            context.attempted();
        } else {
            sendAndAsk(context);
        }
    }

    @Override
    public final void action(AuthenticationFlowContext context) {
        if (account(context).isEmpty()) {
            // Confirmed meanwhile: it has an owner now.
            context.attempted();
        } else {
            super.action(context);
        }
    }

    private Optional<UserModel> account(AuthenticationFlowContext context) {
        if (context.getAuthenticationSession().getAuthNote(AbstractIdpAuthenticator.EXISTING_USER_INFO) == null) {
            return Optional.empty();
        }
        return Optional.of(AbstractIdpAuthenticator.getExistingUser(
                        context.getSession(), context.getRealm(), context.getAuthenticationSession()))
                .filter(user -> address(user).isPresent());
    }

    @Override
    final Recipient recipient(AuthenticationFlowContext context) {
        UserModel user = account(context).orElseThrow();
        return new Recipient(user, user.getId(), address(user).orElseThrow(), true, "");
    }

    @Override
    final Delivery delivery(AuthenticationFlowContext context, Recipient recipient) {
        return channel.later(context.getSession(), Objects.requireNonNull(recipient.user()), recipient.destination());
    }

    @Override
    final void proven(AuthenticationFlowContext context, Recipient recipient) {
        UserModel user = Objects.requireNonNull(recipient.user());
        take(context, user);
        context.setUser(user);
        context.success();
    }

    @Override
    final boolean tellsDestination() {
        return true;
    }

    @Override
    public final boolean requiresUser() {
        return false;
    }

    @Override
    public final boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public final void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}
}
