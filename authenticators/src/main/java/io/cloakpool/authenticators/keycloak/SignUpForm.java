package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.signup.ChosenName;
import io.cloakpool.authenticators.signup.SignUpAddress;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.FormAction;
import org.keycloak.authentication.FormContext;
import org.keycloak.authentication.ValidationContext;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderQuery;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.services.messages.Messages;

/**
 * Binds Keycloak's registration form to the address that was proven before it: the form shows it, takes no other, and the account that it
 * makes has it as a verified one. Comes after {@code registration-user-creation}.
 */
final class SignUpForm implements FormAction {
    private static final String NOT_PROVEN = "cloakpoolSignUpAddressNotProven";
    private static final String TAKEN = "cloakpoolSignUpAddressTaken";

    @Override
    public void buildPage(FormContext context, LoginFormsProvider form) {
        MultivaluedMap<String, String> values =
                new MultivaluedHashMap<>(context.getHttpRequest().getDecodedFormParameters());
        values.keySet().removeIf(name -> name.startsWith(CredentialRepresentation.PASSWORD));
        email(context).ifPresent(address -> values.putSingle(UserModel.EMAIL, address));
        form.setFormData(values);
    }

    @Override
    public void validate(ValidationContext context) {
        // Keycloak's check has looked for whoever has the address and the name.
        EvenAnswer answer = EvenAnswer.ofRequest(context.getSession());
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        Optional<SignUpAddress> proven = proven(context);
        Optional<String> email = email(context);
        if (proven.isEmpty() || email.filter(address -> !isTyped(form, address)).isPresent()) {
            refuse(context, form, NOT_PROVEN);
        } else if (!isAllowed(context.getRealm(), form.getFirst(UserModel.EMAIL))) {
            refuse(context, form, "cloakpoolSignUpAddressRefused");
        } else if (!isFreeName(context, form.getFirst(UserModel.USERNAME), proven.get())) {
            refuse(context, form, Messages.INVALID_USERNAME);
        } else if (email.isEmpty() && signUp(context).isTaken(proven.get())) {
            // Two sign-ups with one number at a time; of two with one e-mail address Keycloak refuses the second.
            refuse(context, form, TAKEN);
        } else {
            answer.isNotNeeded();
            context.success();
        }
    }

    /** Whoever signs up by number may have any address of the domains that the realm takes, and proves it later. */
    private static boolean isAllowed(RealmModel realm, @Nullable String email) {
        return email == null
                || SignUpAddress.email(email)
                        .filter(address -> !SignUp.rules(realm).allowDomain(address))
                        .isEmpty();
    }

    private static boolean isFreeName(ValidationContext context, @Nullable String name, SignUpAddress proven) {
        return name == null
                || context.getRealm().isRegistrationEmailAsUsername()
                || ChosenName.isFree(
                        name,
                        proven,
                        SmsChannel.read(name).isPresent(),
                        context.getSession()
                                .identityProviders()
                                .getAllStream(IdentityProviderQuery.any())
                                .map(IdentityProviderModel::getAlias)
                                .toList());
    }

    /** As Keycloak will store it: another spelling of the address would be an address that nothing has proven. */
    private static boolean isTyped(MultivaluedMap<String, String> form, String address) {
        String typed = form.getFirst(UserModel.EMAIL);
        return typed != null && typed.toLowerCase(Locale.ROOT).equals(address);
    }

    /**
     * The only message: Keycloak's check came before and says of an address, or of a name that reads as one, that somebody has it already.
     * It stands at no field, since Keycloak shows the first message of each.
     */
    private static void refuse(ValidationContext context, MultivaluedMap<String, String> form, String message) {
        // Keycloak has put the name that was wished for into the event, which the log prints.
        Optional.ofNullable(form.getFirst(UserModel.USERNAME))
                .flatMap(SmsChannel::read)
                .ifPresent(number -> context.getEvent().detail(Details.USERNAME, number.mask()));
        context.error(Errors.INVALID_REGISTRATION);
        context.validationError(form, List.of(new FormMessage(message)));
        context.excludeOtherErrors();
    }

    @Override
    public void success(FormContext context) {
        SignUpAddress address = proven(context).orElseThrow();
        UserModel user = context.getUser();
        if (address.kind() == SignUpAddress.Kind.PHONE) {
            new SmsChannel().proven(user, address.value());
        } else if (!new EmailChannel().proven(user, address.value())) {
            throw new IllegalStateException("The new account has another address than the one that was proven");
        }
    }

    private static Optional<String> email(FormContext context) {
        return proven(context)
                .filter(address -> address.kind() == SignUpAddress.Kind.EMAIL)
                .map(SignUpAddress::value);
    }

    private static Optional<SignUpAddress> proven(FormContext context) {
        return signUp(context).proven();
    }

    private static SignUp signUp(FormContext context) {
        return new SignUp(context.getSession(), context.getAuthenticationSession());
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

    @Override
    public void close() {}
}
