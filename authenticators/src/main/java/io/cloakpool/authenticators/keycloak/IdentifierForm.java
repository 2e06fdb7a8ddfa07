package io.cloakpool.authenticators.keycloak;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.keycloak.WebAuthnConstants;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordForm;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Details;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.validation.Validation;

/**
 * Asks who it is, as Keycloak's own username form with its passkeys, and takes any answer: whether there is such a user is no business of
 * somebody who has not proven anything.
 */
final class IdentifierForm extends UsernamePasswordForm {
    /** What is Keycloak's business: to give up, and a passkey or why there is none. */
    private static final Set<String> OF_KEYCLOAK =
            Set.of("cancel", WebAuthnConstants.AUTHENTICATOR_DATA, WebAuthnConstants.ERROR);

    IdentifierForm(KeycloakSession session) {
        super(session);
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        Wiring.logOnce(context.getSession());
        if (context.getUser() != null) {
            // Signs in once more as the user they are.
            context.success();
            return;
        }
        super.authenticate(context);
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        if (OF_KEYCLOAK.stream().anyMatch(form::containsKey)) {
            super.action(context);
            if (context.getUser() != null) {
                SignInEpoch.begin(context.getSession(), context.getAuthenticationSession(), context.getUser());
            }
        } else if (form.containsKey(AuthenticationManager.FORM_USERNAME)) {
            identify(context, form);
        } else {
            // The form's address asked for without a form: a reload.
            authenticate(context);
        }
    }

    /** Called by Keycloak's own form for what is neither; it would take a password here. */
    @Override
    protected boolean validateForm(AuthenticationFlowContext context, MultivaluedMap<String, String> form) {
        authenticate(context);
        return false;
    }

    private void identify(AuthenticationFlowContext context, MultivaluedMap<String, String> form) {
        String typed = form.getFirst(AuthenticationManager.FORM_USERNAME).strip();
        if (!Identifier.isOne(typed)) {
            context.forceChallenge(createLoginForm(context.form()
                    .setExecution(context.getExecution().getId())
                    .addError(new FormMessage(Validation.FIELD_USERNAME, Messages.MISSING_USERNAME))));
            return;
        }
        Identifier identifier = new Identifier(context);
        identifier.keep(typed);
        identifier.shown().ifPresent(shown -> context.getEvent().detail(Details.USERNAME, shown));
        AuthenticatorUtils.processRememberMe(context, form);
        context.success();
    }

    @Override
    protected Response createLoginForm(LoginFormsProvider form) {
        return form.createLoginUsername();
    }

    @Override
    protected Response challenge(AuthenticationFlowContext context, MultivaluedMap<String, String> formData) {
        LoginFormsProvider form = context.form();
        if (!formData.isEmpty()) {
            form.setFormData(formData);
        }
        return createLoginForm(form);
    }
}
