package io.cloakpool.authenticators.keycloak;

import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Lets a sub-flow run unless the user has remembered the device. That it was left out stands in the event. A device spares nothing where the
 * sign-in is for a change of factors or addresses: a password and a machine left open must not be enough for that.
 */
final class DeviceCondition implements ConditionalAuthenticator {
    static final DeviceCondition INSTANCE = new DeviceCondition();

    private static final String DETAIL = "remembered_device";

    private DeviceCondition() {}

    @Override
    public boolean matchCondition(AuthenticationFlowContext context) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        Optional<String> device =
                Optional.ofNullable(context.getUser()).flatMap(new RememberedDevices(context.getSession())::current);
        RememberedDevices.note(signIn, device);
        Optional<String> sparing = device.filter(id -> !SparedFactor.isWantedBy(signIn));
        sparing.ifPresent(id -> context.getEvent().detail(DETAIL, id));
        SparedFactor.note(signIn, sparing.isPresent());
        return sparing.isEmpty();
    }

    @Override
    public void action(AuthenticationFlowContext context) {}

    @Override
    public boolean requiresUser() {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

    @Override
    public void close() {}
}
