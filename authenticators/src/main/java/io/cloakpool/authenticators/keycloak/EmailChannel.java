package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.Delivery;
import io.cloakpool.authenticators.code.IssuedCode;
import io.cloakpool.authenticators.code.Mask;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Codes by e-mail, in the language and the e-mail theme of the realm. */
final class EmailChannel implements CodeChannel {
    private static final Logger LOG = Logger.getLogger(EmailChannel.class);
    private static final String SUBJECT = "cloakpoolEmailCodeSubject";
    private static final String TEMPLATE = "cloakpool-code.ftl";

    @Override
    public String credentialType() {
        return "cloakpool-email-code";
    }

    @Override
    public Optional<String> destination(UserModel user) {
        return claimed(user).filter(email -> user.isEmailVerified());
    }

    @Override
    public Optional<String> claimed(UserModel user) {
        return Optional.ofNullable(user.getEmail())
                .filter(email -> !email.isBlank())
                .map(email -> email.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean proven(UserModel user, String destination) {
        user.setEmailVerified(true);
        // The user is read anew to be changed: the address may have been changed since the code was sent.
        boolean same = claimed(user).filter(destination::equals).isPresent();
        if (!same) {
            user.setEmailVerified(false);
        }
        return same;
    }

    @Override
    public String titleKey() {
        return "cloakpoolEmailCodeName";
    }

    @Override
    public String helpKey() {
        return "cloakpoolEmailCodeHelp";
    }

    @Override
    public String mask(String destination) {
        return Mask.email(destination);
    }

    @Override
    public String sentKey() {
        return "cloakpoolCodeSentEmail";
    }

    @Override
    public Delivery now(KeycloakSession session, UserModel user, String destination) {
        return code -> {
            try {
                write(session, user, code).sendTo(destination);
                return true;
            } catch (EmailException e) {
                return notSent(session, e);
            }
        };
    }

    @Override
    public Delivery later(KeycloakSession session, UserModel user, String destination) {
        return code -> {
            try {
                write(session, user, code).sendLaterTo(destination);
            } catch (EmailException e) {
                notSent(session, e);
            }
            return true;
        };
    }

    @Override
    public Delivery nowhere(KeycloakSession session) {
        return code -> {
            try {
                write(session, Nobody.in(session), code).dropLater();
            } catch (EmailException e) {
                notSent(session, e);
            }
            return true;
        };
    }

    private static Mail write(KeycloakSession session, UserModel user, IssuedCode code) throws EmailException {
        RealmModel realm = session.getContext().getRealm();
        Map<String, Object> values = new HashMap<>();
        values.put("code", code.code());
        long hours = code.lifetime().toHours();
        values.put(
                hours > 1 ? "hours" : "minutes",
                hours > 1 ? hours : code.lifetime().toMinutes());
        return new Mail(session, user).write(SUBJECT, Mail.realmName(realm), TEMPLATE, values);
    }

    private static boolean notSent(KeycloakSession session, EmailException failure) {
        LOG.warnf(
                failure,
                "A code by e-mail could not be sent in realm %s",
                session.getContext().getRealm().getName());
        return false;
    }
}
