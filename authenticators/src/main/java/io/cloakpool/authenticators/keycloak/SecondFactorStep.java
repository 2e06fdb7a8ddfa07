package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.Delivery;
import io.cloakpool.authenticators.code.Purpose;
import java.util.List;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.CredentialValidator;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** A code after another factor, for users who chose that as their second one. */
final class SecondFactorStep extends CodeStep implements CredentialValidator<CodeCredentialProvider> {
    SecondFactorStep(CodeChannel channel) {
        super(channel, Purpose.SECOND_FACTOR);
    }

    @Override
    Recipient recipient(AuthenticationFlowContext context) {
        UserModel user = context.getUser();
        return channel.destination(user)
                .map(destination -> new Recipient(user, user.getId(), destination, true, ""))
                .orElseGet(() -> new Recipient(user, user.getId(), "", false, ""));
    }

    @Override
    Delivery delivery(AuthenticationFlowContext context, Recipient recipient) {
        return recipient.reachable()
                ? channel.now(context.getSession(), context.getUser(), recipient.destination())
                : code -> false;
    }

    @Override
    boolean tellsDestination() {
        return true;
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    /**
     * Chosen, and be it that its address is lost: then it is asked for in vain, and another factor is a click away for those who have one. A
     * password alone must not become enough.
     */
    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return SecondFactors.isOne(user, channel);
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        user.addRequiredAction(CodeEnrolment.id(channel));
    }

    @Override
    public List<RequiredActionFactory> getRequiredActions(KeycloakSession session) {
        return List.of((RequiredActionFactory) session.getKeycloakSessionFactory()
                .getProviderFactory(RequiredActionProvider.class, CodeEnrolment.id(channel)));
    }

    @Override
    public CodeCredentialProvider getCredentialProvider(KeycloakSession session) {
        return (CodeCredentialProvider) session.getProvider(CredentialProvider.class, channel.credentialType());
    }
}
