package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.federation.Link;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.broker.AbstractIdpAuthenticator;
import org.keycloak.authentication.authenticators.broker.util.SerializedBrokeredIdentityContext;
import org.keycloak.broker.provider.BrokeredIdentityContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.StorageId;

/**
 * Takes the account that is there for that of whoever comes by another provider, when both sides know its address to be verified and the
 * realm lets the provider; else leaves it to the steps after it. Unlike Keycloak's {@code idp-auto-link}, which links whatever has the
 * same name or address (keycloak issue 53041).
 */
final class BrokerLink extends AbstractIdpAuthenticator {
    @Override
    protected void authenticateImpl(
            AuthenticationFlowContext context,
            SerializedBrokeredIdentityContext waiting,
            BrokeredIdentityContext broker) {
        if (context.getAuthenticationSession().getAuthNote(EXISTING_USER_INFO) == null) {
            context.attempted();
            return;
        }
        UserModel user = getExistingUser(context.getSession(), context.getRealm(), context.getAuthenticationSession());
        switch (link(context, broker, user)) {
            case AT_ONCE -> take(context, user);
            case WITHOUT_CREDENTIALS -> {
                UnprovenAccount.strip(context, user);
                take(context, user);
            }
            case BY_SIGNING_IN -> context.attempted();
        }
    }

    private static Link link(AuthenticationFlowContext context, BrokeredIdentityContext broker, UserModel user) {
        boolean allowed = ClaimsGate.of(
                        context.getSession(), broker.getIdpConfig().getAlias())
                .map(ClaimsGateConfig::of)
                .map(ClaimsGateConfig::links)
                .orElse(false);
        return Link.of(
                allowed && StorageId.isLocalStorage(user.getId()),
                BrokerClaims.of(broker),
                new Link.Account(user.getEmail(), user.isEmailVerified(), UnprovenAccount.isStrippable(user)));
    }

    private static void take(AuthenticationFlowContext context, UserModel user) {
        context.setUser(user);
        context.success();
    }

    @Override
    protected void actionImpl(
            AuthenticationFlowContext context,
            SerializedBrokeredIdentityContext waiting,
            BrokeredIdentityContext broker) {
        authenticateImpl(context, waiting, broker);
    }

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }
}
