package io.cloakpool.authenticators.keycloak;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.validation.Validation;

/** Asks whose account is to be recovered, on Keycloak's page for that, and takes any answer. */
final class RecoveryIdentifier extends PlainStep {
    @Override
    public void authenticate(AuthenticationFlowContext context) {
        Wiring.logOnce(context.getSession());
        context.challenge(page(context, null));
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        String typed = form.getFirst(AuthenticationManager.FORM_USERNAME);
        if (typed == null) {
            authenticate(context);
        } else if (Identifier.isOne(typed)) {
            new Identifier(context).keep(typed.strip());
            context.success();
        } else {
            context.forceChallenge(page(context, Messages.MISSING_USERNAME));
        }
    }

    private static Response page(AuthenticationFlowContext context, @Nullable String error) {
        LoginFormsProvider form = context.form();
        if (error != null) {
            form.addError(new FormMessage(Validation.FIELD_USERNAME, error));
        }
        return form.createPasswordReset();
    }

    @Override
    public boolean requiresUser() {
        return false;
    }
}
