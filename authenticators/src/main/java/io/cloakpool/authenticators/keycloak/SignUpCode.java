package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.Delivery;
import io.cloakpool.authenticators.code.Purpose;
import io.cloakpool.authenticators.signup.SignUpAddress;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Has whoever wants an account prove the address, by a code or, in the same browser, by the link of the same mail. To an address that has
 * an account goes a message that says so, in place of the code; the page is the same.
 */
final class SignUpCode extends CodeStep {
    SignUpCode() {
        super(new EmailChannel(), Purpose.NEW_ACCOUNT);
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        SignUp signUp = signUp(context);
        Optional<SignUpAddress> address = signUp.address();
        if (address.isEmpty()) {
            context.failure(AuthenticationFlowError.INVALID_USER);
        } else if (isProven(context, address.get())) {
            signUp.proven(address.get());
            context.success();
        } else {
            sendAndAsk(context);
        }
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        Optional<SignUpAddress> address = signUp(context).address();
        if (address.isEmpty() || isProven(context, address.get()) || form.isEmpty()) {
            authenticate(context);
        } else {
            super.action(context);
        }
    }

    private static boolean isProven(AuthenticationFlowContext context, SignUpAddress address) {
        SignUp signUp = signUp(context);
        return signUp.proven().filter(address::equals).isPresent()
                || new SignUpLink(context.getSession())
                        .isConfirmed(
                                context.getAuthenticationSession()
                                        .getParentSession()
                                        .getId(),
                                address);
    }

    @Override
    Recipient recipient(AuthenticationFlowContext context) {
        SignUp signUp = signUp(context);
        SignUpAddress address = signUp.address().orElseThrow();
        return new Recipient(
                null, SignUp.subject(context.getSession(), address), address.value(), !signUp.isTaken(address), "");
    }

    /** No sign-up in particular: whoever comes back another day still has the code of the mail. */
    @Override
    String binding(AuthenticationFlowContext context, Recipient recipient) {
        return "";
    }

    @Override
    Delivery delivery(AuthenticationFlowContext context, Recipient recipient) {
        KeycloakSession session = context.getSession();
        SignUpAddress address = signUp(context).address().orElseThrow();
        return recipient.reachable()
                ? SignUpMessages.code(session, address)
                : SignUpMessages.accountExists(session, address);
    }

    @Override
    CodePage page(AuthenticationFlowContext context, Recipient recipient) {
        SignUpAddress address = signUp(context).address().orElseThrow();
        CodeChannel way = SignUp.channel(address);
        boolean email = address.kind() == SignUpAddress.Kind.EMAIL;
        return new CodePage(
                context.form(),
                email ? "cloakpoolConfirmEmailTitle" : "cloakpoolConfirmPhoneTitle",
                email ? "cloakpoolConfirmEmailText" : way.sentKey(),
                way.mask(recipient.destination()));
    }

    @Override
    void proven(AuthenticationFlowContext context, Recipient recipient) {
        SignUp signUp = signUp(context);
        signUp.proven(signUp.address().orElseThrow());
        context.success();
    }

    private static SignUp signUp(AuthenticationFlowContext context) {
        return new SignUp(context.getSession(), context.getAuthenticationSession());
    }

    @Override
    boolean tellsDestination() {
        return true;
    }

    @Override
    boolean tellsUser() {
        return false;
    }

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}
}
