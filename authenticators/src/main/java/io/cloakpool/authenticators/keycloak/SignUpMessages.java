package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.Delivery;
import io.cloakpool.authenticators.code.IssuedCode;
import io.cloakpool.authenticators.signup.SignUpAddress;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** What is sent to an address that somebody wants to sign up with. All of it leaves after the answer. */
final class SignUpMessages {
    private static final Logger LOG = Logger.getLogger(SignUpMessages.class);
    private static final String CONFIRM_SUBJECT = "cloakpoolEmailConfirmSubject";
    private static final String CONFIRM = "cloakpool-confirm.ftl";
    private static final String EXISTS_SUBJECT = "cloakpoolAccountExistsSubject";
    private static final String EXISTS = "cloakpool-account-exists.ftl";
    private static final String EXISTS_TEXT = "cloakpoolAccountExistsText";

    private SignUpMessages() {}

    /** A code, in a mail with a link beside it. */
    static Delivery code(KeycloakSession session, SignUpAddress address) {
        UserModel reader = Nobody.in(session);
        return switch (address.kind()) {
            case EMAIL ->
                code -> mail(session, address, CONFIRM_SUBJECT, CONFIRM, confirmation(session, address, code));
            case PHONE -> new SmsChannel().later(session, reader, address.value());
        };
    }

    /** That there is an account, to whoever has it. */
    static Delivery accountExists(KeycloakSession session, SignUpAddress address) {
        return switch (address.kind()) {
            case EMAIL -> code -> mail(session, address, EXISTS_SUBJECT, EXISTS, Map.of());
            case PHONE ->
                code -> {
                    SmsChannel.sendLater(
                            session, address.value(), SmsChannel.text(session, Nobody.in(session), EXISTS_TEXT, ""));
                    return true;
                };
        };
    }

    private static Map<String, Object> confirmation(KeycloakSession session, SignUpAddress address, IssuedCode code) {
        return Map.of(
                "code", code.code(),
                "link", SignUpLink.of(session, address, code.link()),
                "hours", code.lifetime().toHours());
    }

    private static boolean mail(
            KeycloakSession session,
            SignUpAddress address,
            String subject,
            String template,
            Map<String, Object> values) {
        RealmModel realm = session.getContext().getRealm();
        try {
            new Mail(session, Nobody.in(session))
                    .write(subject, Mail.realmName(realm), template, new HashMap<>(values))
                    .sendLaterTo(address.value());
        } catch (EmailException e) {
            LOG.warnf(e, "A mail of a sign-up could not be written in realm %s", realm.getName());
        }
        return true;
    }
}
