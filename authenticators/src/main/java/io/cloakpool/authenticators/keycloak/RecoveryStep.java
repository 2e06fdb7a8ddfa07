package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.Purpose;
import java.util.Objects;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.broker.AbstractIdpAuthenticator;
import org.keycloak.models.UserModel;

/** A code that proves whose account it is when the password is lost. */
final class RecoveryStep extends FirstFactorStep {
    RecoveryStep(CodeChannel channel) {
        super(channel, Purpose.RECOVERY);
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        sendAndAsk(context);
    }

    @Override
    void proven(AuthenticationFlowContext context, Recipient recipient) {
        UserModel user = Objects.requireNonNull(recipient.user());
        new Recoveries(context.getSession()).begin(context.getAuthenticationSession(), user);
        // Keycloak would link whoever waits in this browser for a first sign-in by another provider.
        context.getAuthenticationSession().removeAuthNote(AbstractIdpAuthenticator.BROKERED_CONTEXT_NOTE);
        SignInEpoch.begin(context.getSession(), context.getAuthenticationSession(), user);
        context.setUser(user);
        context.success(channel.credentialType());
    }
}
