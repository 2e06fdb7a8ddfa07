package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.Purpose;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.UserModel;
import org.keycloak.storage.StorageId;

/**
 * Has the owner of an account sign in by a code before it is linked with that of another provider: for realms where users sign in so. It
 * goes to whom {@link FirstFactorStep} would send one.
 */
final class BrokerLinkSignIn extends BrokerLinkCode {
    BrokerLinkSignIn() {
        super(Purpose.FIRST_FACTOR);
    }

    @Override
    Optional<String> address(UserModel user) {
        return user.isEnabled() && StorageId.isLocalStorage(user.getId()) && !SecondFactors.isOne(user, channel)
                ? channel.destination(user)
                : Optional.empty();
    }

    @Override
    void take(AuthenticationFlowContext context, UserModel user) {
        SignInEpoch.begin(context.getSession(), context.getAuthenticationSession(), user);
    }
}
