package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.device.DeviceSettings;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/** Remembers a device on which a second factor was proven, if the realm wants it and, where they are asked, the user does. */
final class RememberDevice extends PlainStep {
    private static final String TEMPLATE = "cloakpool-remember-device.ftl";
    private static final String REMEMBER = "remember";
    private static final String NAME = "device";
    /** Not recovery codes: whoever needs one is on the way to another factor. */
    private static final Set<String> SECOND = Set.of(
            OTPCredentialModel.TYPE,
            WebAuthnCredentialModel.TYPE_TWOFACTOR,
            new EmailChannel().credentialType(),
            new SmsChannel().credentialType());

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        RememberedDevices devices = new RememberedDevices(context.getSession());
        DeviceSettings.Mode mode = devices.settings().mode();
        if (mode == DeviceSettings.Mode.OFF
                || !isProven(context)
                || devices.current(context.getUser()).isPresent()) {
            context.success();
        } else if (mode == DeviceSettings.Mode.ALWAYS) {
            remember(context, devices, null);
        } else {
            context.challenge(context.form()
                    .setAttribute("deviceName", devices.suggestedName())
                    .setAttribute(
                            "deviceDays",
                            Long.toString(devices.settings().lifetime().toDays()))
                    .createForm(TEMPLATE));
        }
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        String answer = form.getFirst(REMEMBER);
        RememberedDevices devices = new RememberedDevices(context.getSession());
        if (answer == null || devices.settings().mode() == DeviceSettings.Mode.OFF || !isProven(context)) {
            authenticate(context);
        } else if (Boolean.parseBoolean(answer)) {
            remember(context, devices, form.getFirst(NAME));
        } else {
            context.success();
        }
    }

    /** Whether this sign-in was by a second factor: asked again of the answer, which may come without the question. */
    private static boolean isProven(AuthenticationFlowContext context) {
        return AuthenticatorUtil.getAuthnCredentials(context.getAuthenticationSession()).stream()
                .anyMatch(SECOND::contains);
    }

    private static void remember(AuthenticationFlowContext context, RememberedDevices devices, @Nullable String name) {
        CredentialModel device = devices.remember(context.getUser(), name);
        RememberedDevices.note(context.getAuthenticationSession(), Optional.of(device.getId()));
        context.getEvent()
                .clone()
                .event(EventType.UPDATE_CREDENTIAL)
                .user(context.getUser())
                .detail(Details.CREDENTIAL_TYPE, RememberedDevices.TYPE)
                .detail(Details.CREDENTIAL_ID, device.getId())
                .success();
        context.success();
    }

    @Override
    public boolean requiresUser() {
        return true;
    }
}
