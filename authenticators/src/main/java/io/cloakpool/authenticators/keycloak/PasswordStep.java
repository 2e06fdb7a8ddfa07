package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.budget.Budget;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordForm;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Details;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.validation.Validation;

/**
 * Asks for the password of whoever was named, user or not. Keycloak's own checks it; here it is seen to that an unknown name, a user without
 * a password and a locked one are answered like a wrong password, and as slowly, see {@link EvenAnswer}.
 */
final class PasswordStep extends UsernamePasswordForm {
    /** A lock does not count on a device that the user has remembered; so many passwords in a day are taken there all the same. */
    private static final Budget ON_REMEMBERED_DEVICE = new Budget("device-passwords", 10, Duration.ofDays(1));

    private @Nullable Boolean spared;

    PasswordStep(KeycloakSession session) {
        super(session);
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        Wiring.logOnce(context.getSession());
        if (alreadyAuthenticatedUsingPasswordlessCredential(context)) {
            context.success();
            return;
        }
        if (!new RememberedFactor(context).yields()) {
            context.challenge(createLoginForm(context.form()));
        }
    }

    @Override
    protected boolean validateForm(AuthenticationFlowContext context, MultivaluedMap<String, String> form) {
        String password = form.getFirst(CredentialRepresentation.PASSWORD);
        if (password == null || password.isEmpty()) {
            // Before any look-up: Keycloak answers it for users without a hash.
            context.forceChallenge(challenge(context, Messages.INVALID_USER, Validation.FIELD_PASSWORD));
            return false;
        }
        EvenAnswer answer = EvenAnswer.of(context.getSession());
        Identifier identifier = new Identifier(context);
        Optional<UserModel> user = context.getUser() == null ? identifier.user() : Optional.of(context.getUser());
        if (user.isPresent() && !hasPassword(user.get())) {
            AuthenticatorUtils.dummyHash(context);
        }
        MultivaluedMap<String, String> named = new MultivaluedHashMap<>(form);
        named.putSingle(
                AuthenticationManager.FORM_USERNAME,
                user.map(UserModel::getUsername).or(identifier::shown).orElse(""));
        boolean right = (user.isEmpty() && identifier.isNumber())
                ? isNobodys(context, identifier)
                : validateUserAndPassword(context, named);
        identifier.show();
        if (!right) {
            identifier.failed(user.orElse(null), PasswordCredentialModel.TYPE);
        }
        if (right && new TemporaryPasswords(context.getRealm()).takesBack(context)) {
            context.forceChallenge(challenge(context, TemporaryPasswords.OVER, Validation.FIELD_PASSWORD));
            return false;
        }
        if (right) {
            answer.isNotNeeded();
            SignInEpoch.begin(context.getSession(), context.getAuthenticationSession(), context.getUser());
            new RememberedFactor(context).used();
        }
        return right;
    }

    /** As Keycloak answers a name that nobody has; it would look for one with the mask of the number for a name. */
    private boolean isNobodys(AuthenticationFlowContext context, Identifier number) {
        context.clearUser();
        number.shown().ifPresent(mask -> context.getEvent().detail(Details.USERNAME, mask));
        testInvalidUser(context, null);
        return false;
    }

    @Override
    protected boolean isDisabledByBruteForce(AuthenticationFlowContext context, UserModel user) {
        if (isSpared(context, user)) {
            return false;
        }
        boolean disabled = super.isDisabledByBruteForce(context, user);
        // Whoever has no password has paid for one hash already.
        if (disabled && hasPassword(user)) {
            AuthenticatorUtils.dummyHash(context);
        }
        return disabled;
    }

    /** Else whoever knows a name could keep its owner out; asked twice for one password, paid for once. */
    private boolean isSpared(AuthenticationFlowContext context, UserModel user) {
        if (spared == null) {
            spared = AuthenticatorUtils.getDisabledByBruteForceEventError(context, user) != null
                    && new RememberedDevices(context.getSession())
                            .current(user)
                            .filter(device ->
                                    new JpaBudgets(context.getSession()).take(ON_REMEMBERED_DEVICE, user.getId()))
                            .isPresent();
        }
        return spared;
    }

    private static boolean hasPassword(UserModel user) {
        return user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE);
    }

    @Override
    protected String disabledByBruteForceError(String error) {
        return Messages.INVALID_USER;
    }

    @Override
    protected String getDefaultChallengeMessage(AuthenticationFlowContext context) {
        return Messages.INVALID_USER;
    }

    @Override
    protected Response challenge(AuthenticationFlowContext context, String error, String field) {
        // Keycloak has put the user's name in the place of what was typed.
        new Identifier(context).show();
        return super.challenge(context, error, Validation.FIELD_PASSWORD);
    }

    @Override
    protected Response createLoginForm(LoginFormsProvider form) {
        return form.createLoginPassword();
    }
}
