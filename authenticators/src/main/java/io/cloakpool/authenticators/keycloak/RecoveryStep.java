package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.Purpose;
import java.util.Objects;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.UserModel;

/**
 * A code that proves whose account it is when the password is lost. It never goes where the user's second factor goes: whoever has that
 * mailbox or number would have both.
 */
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
        new Recoveries(context.getSession()).note(user);
        context.setUser(user);
        context.success(channel.credentialType());
    }

    @Override
    boolean isFor(UserModel user) {
        return super.isFor(user) && !SecondFactors.isOne(user, channel);
    }
}
