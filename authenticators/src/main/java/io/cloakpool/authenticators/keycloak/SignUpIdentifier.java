package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.signup.SignUpAddress;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.actiontoken.inviteorg.InviteOrgActionToken;
import org.keycloak.common.VerificationException;
import org.keycloak.events.Errors;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationInvitationModel;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.organization.OrganizationProvider;
import org.keycloak.organization.utils.Organizations;
import org.keycloak.services.messages.Messages;

/**
 * Asks for the address that a new account is to have, and takes any that the realm's rules allow, whether or not there is an account.
 * Whoever comes by Keycloak's invitation into an organization has proven the address by that.
 */
final class SignUpIdentifier extends PlainStep {
    private static final String FIELD = "address";
    private static final String TEMPLATE = "cloakpool-sign-up.ftl";

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        Wiring.logOnce(context.getSession());
        Optional<SignUpAddress> invited = invited(context);
        if (invited.isPresent()) {
            SignUp signUp = signUp(context);
            signUp.begin(invited.get());
            signUp.proven(invited.get());
            context.success();
        } else if (isOpen(context)) {
            context.challenge(page(context, "", null));
        } else {
            refuse(context);
        }
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        String typed = context.getHttpRequest().getDecodedFormParameters().getFirst(FIELD);
        if (typed == null) {
            authenticate(context);
            return;
        }
        if (!isOpen(context)) {
            refuse(context);
            return;
        }
        Optional<SignUpAddress> address = SignUp.read(context.getRealm(), typed);
        if (address.isEmpty()) {
            context.forceChallenge(page(context, typed, "cloakpoolSignUpAddressInvalid"));
        } else if (!SignUp.rules(context.getRealm()).allow(address.get())) {
            context.forceChallenge(page(context, typed, "cloakpoolSignUpAddressRefused"));
        } else {
            signUp(context).begin(address.get());
            context.success();
        }
    }

    private static boolean isOpen(AuthenticationFlowContext context) {
        return SignUp.rules(context.getRealm())
                .allowClient(context.getAuthenticationSession().getClient().getClientId());
    }

    /** As Keycloak does where the realm does not allow it. */
    private static void refuse(AuthenticationFlowContext context) {
        context.getEvent().error(Errors.REGISTRATION_DISABLED);
        context.forceChallenge(context.form()
                .setError(Messages.REGISTRATION_NOT_ALLOWED)
                .createErrorPage(Response.Status.BAD_REQUEST));
    }

    private static SignUp signUp(AuthenticationFlowContext context) {
        return new SignUp(context.getSession(), context.getAuthenticationSession());
    }

    private static Response page(AuthenticationFlowContext context, String typed, @Nullable String error) {
        Set<SignUpAddress.Kind> kinds = SignUp.rules(context.getRealm()).kinds();
        String label = !kinds.contains(SignUpAddress.Kind.PHONE)
                ? "cloakpoolSignUpEmail"
                : kinds.contains(SignUpAddress.Kind.EMAIL) ? "cloakpoolSignUpEmailOrPhone" : "cloakpoolPhoneLabel";
        LoginFormsProvider form =
                context.form().setAttribute("addressKey", label).setAttribute("addressTyped", typed);
        if (error != null) {
            form.addError(new FormMessage(FIELD, error));
        }
        return form.createForm(TEMPLATE);
    }

    /** The address of the invitation that led here, checked as strictly as what it stands in for. */
    private static Optional<SignUpAddress> invited(AuthenticationFlowContext context) {
        KeycloakSession session = context.getSession();
        if (!Organizations.isEnabled(session)) {
            return Optional.empty();
        }
        InviteOrgActionToken token;
        try {
            token = Organizations.parseInvitationToken(session, context.getHttpRequest());
        } catch (VerificationException e) {
            // The page after this one answers for the token; until then it proves nothing.
            return Optional.empty();
        }
        if (token == null
                || !InviteOrgActionToken.TOKEN_TYPE.equals(token.getType())
                || token.getOrgId() == null
                || token.getEmail() == null) {
            return Optional.empty();
        }
        OrganizationProvider organizations = session.getProvider(OrganizationProvider.class);
        OrganizationModel organization = organizations.getById(token.getOrgId());
        OrganizationInvitationModel invitation =
                organizations.getInvitationManager().getById(token.getId());
        return organization == null || !organization.isEnabled() || invitation == null || invitation.isExpired()
                ? Optional.empty()
                : SignUpAddress.email(token.getEmail());
    }

    @Override
    public boolean requiresUser() {
        return false;
    }
}
