package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.Delivery;
import io.cloakpool.authenticators.code.IssuedCode;
import io.cloakpool.authenticators.code.Purpose;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.email.EmailException;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Has users prove their e-mail address, by a code or by a link of the same mail. It takes the place of Keycloak's own action, which knows
 * links only, and like it follows the realm's switch "verify email".
 */
final class ConfirmEmail extends CodeAction {
    static final String ID = "cloakpool-confirm-email";

    private static final Logger LOG = Logger.getLogger(ConfirmEmail.class);
    private static final String SUBJECT = "cloakpoolEmailConfirmSubject";
    private static final String TEMPLATE = "cloakpool-confirm.ftl";

    ConfirmEmail() {
        super(ID, new EmailChannel(), Purpose.SIGN_UP);
    }

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    @Override
    void demand(RequiredActionContext context) {
        if (context.getRealm().isVerifyEmail() && destination(context).isPresent()) {
            context.getUser().addRequiredAction(ID);
        }
    }

    @Override
    Optional<String> destination(RequiredActionContext context) {
        return Optional.of(context.getUser())
                .filter(user -> !user.isEmailVerified())
                .flatMap(channel::claimed);
    }

    /** The link may have been used in another window. */
    @Override
    void nothingToProve(RequiredActionContext context) {
        context.success();
    }

    @Override
    Delivery delivery(RequiredActionContext context, String destination) {
        return code -> {
            try {
                write(context, code).sendTo(destination);
                context.getEvent()
                        .clone()
                        .event(EventType.SEND_VERIFY_EMAIL)
                        .user(context.getUser())
                        .detail(Details.EMAIL, destination)
                        .success();
                return true;
            } catch (EmailException e) {
                LOG.warnf(
                        e,
                        "A mail to confirm an address could not be sent in realm %s",
                        context.getRealm().getName());
                return false;
            }
        };
    }

    private static Mail write(RequiredActionContext context, IssuedCode code) throws EmailException {
        RealmModel realm = context.getRealm();
        UserModel user = context.getUser();
        Map<String, Object> values = new HashMap<>();
        values.put("code", code.code());
        values.put("link", ConfirmationLink.of(context.getSession(), user, code.link()));
        values.put("hours", code.lifetime().toHours());
        return new Mail(context.getSession(), user).write(SUBJECT, Mail.realmName(realm), TEMPLATE, values);
    }

    @Override
    CodePage page(RequiredActionContext context, String destination) {
        return new CodePage(
                context.form(), "cloakpoolConfirmEmailTitle", "cloakpoolConfirmEmailText", channel.mask(destination));
    }

    @Override
    boolean proven(RequiredActionContext context, String destination) {
        if (!channel.proven(context.getUser(), destination)) {
            return false;
        }
        context.getEvent()
                .clone()
                .event(EventType.VERIFY_EMAIL)
                .user(context.getUser())
                .detail(Details.EMAIL, destination)
                .success();
        return true;
    }
}
