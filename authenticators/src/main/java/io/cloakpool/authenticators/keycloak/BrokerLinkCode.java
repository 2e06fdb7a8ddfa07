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
final class BrokerLinkCode extends CodeStep {
    BrokerLinkCode() {
        super(new EmailChannel(), Purpose.RECOVERY);
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (account(context).isEmpty()) {
            context.attempted();
        } else {
            sendAndAsk(context);
        }
    }

    @Override
    public void action(AuthenticationFlowContext context) {
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
                .filter(user -> !user.isEmailVerified() && UnprovenAccount.isStrippable(user))
                .filter(user -> channel.claimed(user).isPresent());
    }

    @Override
    Recipient recipient(AuthenticationFlowContext context) {
        UserModel user = account(context).orElseThrow();
        return new Recipient(user, user.getId(), channel.claimed(user).orElseThrow(), true, "");
    }

    @Override
    Delivery delivery(AuthenticationFlowContext context, Recipient recipient) {
        return channel.later(context.getSession(), Objects.requireNonNull(recipient.user()), recipient.destination());
    }

    @Override
    void proven(AuthenticationFlowContext context, Recipient recipient) {
        UserModel user = Objects.requireNonNull(recipient.user());
        UnprovenAccount.strip(context, user);
        context.setUser(user);
        context.success();
    }

    @Override
    boolean tellsDestination() {
        return true;
    }

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}
}
