package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.sms.PhoneNumber;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.utils.FormMessage;

/** Asks for a number where the user has none, and makes codes to it the user's second factor once one has arrived. */
final class SmsEnrolment extends CodeEnrolment {
    private static final String TEMPLATE = "cloakpool-phone.ftl";
    private static final String FIELD = "phone";
    /** The number stays in the sign-in until it is proven: the user's attributes hold none that is not theirs. */
    private static final String PENDING = "cloakpool-phone";

    SmsEnrolment() {
        super(new SmsChannel());
    }

    @Override
    Optional<String> destination(RequiredActionContext context) {
        return Optional.ofNullable(context.getAuthenticationSession().getAuthNote(PENDING))
                .or(() -> super.destination(context));
    }

    /** Whoever had the number before is told, and can undo it. */
    @Override
    boolean proven(RequiredActionContext context, String destination) {
        Optional<String> previous = channel.destination(context.getUser());
        boolean proven = super.proven(context, destination);
        if (proven) {
            previous.filter(number -> !number.equals(destination))
                    .ifPresent(
                            number -> new ChangeNotices(context.getSession()).numberChanged(context.getUser(), number));
        }
        return proven;
    }

    @Override
    CodePage page(RequiredActionContext context, String destination) {
        return super.page(context, destination).withChange("cloakpoolPhoneChange");
    }

    @Override
    void nothingToProve(RequiredActionContext context) {
        context.challenge(context.form().createForm(TEMPLATE));
    }

    @Override
    void nothingLeftToProve(RequiredActionContext context) {
        nothingToProve(context);
    }

    @Override
    public void processAction(RequiredActionContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        if (form.containsKey(CodePage.CHANGE)) {
            nothingToProve(context);
            return;
        }
        String typed = form.getFirst(FIELD);
        if (typed == null) {
            super.processAction(context);
            return;
        }
        Optional<PhoneNumber> number = SmsChannel.read(typed)
                .filter(read -> SmsSettings.of(context.getRealm()).countries().contains(read.region()));
        if (number.isEmpty()) {
            context.challenge(context.form()
                    .addError(new FormMessage(FIELD, "cloakpoolPhoneInvalid"))
                    .createForm(TEMPLATE));
            return;
        }
        context.getAuthenticationSession().setAuthNote(PENDING, number.get().e164());
        requiredActionChallenge(context);
    }
}
