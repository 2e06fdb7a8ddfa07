package io.cloakpool.authenticators.keycloak;

import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Lets a sub-flow run unless the user has remembered the device. That it was left out stands in the event. */
final class DeviceCondition implements ConditionalAuthenticator {
    static final DeviceCondition INSTANCE = new DeviceCondition();

    private static final String DETAIL = "remembered_device";

    private DeviceCondition() {}

    @Override
    public boolean matchCondition(AuthenticationFlowContext context) {
        Optional<String> device =
                Optional.ofNullable(context.getUser()).flatMap(new RememberedDevices(context.getSession())::current);
        device.ifPresent(id -> context.getEvent().detail(DETAIL, id));
        return device.isEmpty();
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
