package io.cloakpool.authenticators.keycloak;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.email.freemarker.FreeMarkerEmailTemplateProvider;
import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Mails of the realm's e-mail theme, written now and sent now or after the answer. Keycloak's own class does both at once: how long a mail
 * server takes would tell who is a user.
 */
final class Mail extends FreeMarkerEmailTemplateProvider {
    private static final Logger LOG = Logger.getLogger(Mail.class);
    private static final String EXECUTOR = "cloakpool-mail";

    /** A mail that is written. Nothing of it belongs into a log. */
    private record Written(String subject, String text, String html) {
        @Override
        public String toString() {
            return "Written[…]";
        }
    }

    private @Nullable Written written;

    Mail(KeycloakSession session, UserModel reader) {
        super(session);
        setRealm(session.getContext().getRealm());
        setUser(reader);
        setAuthenticationSession(session.getContext().getAuthenticationSession());
    }

    /** Writes a mail for the reader. */
    Mail write(String subjectKey, List<Object> subjectValues, String template, Map<String, Object> values)
            throws EmailException {
        send(subjectKey, subjectValues, template, values);
        return this;
    }

    /** What subjects say a mail is about. */
    static List<Object> realmName(RealmModel realm) {
        return List.of(displayName(realm));
    }

    /** What people know the realm by. */
    static String displayName(RealmModel realm) {
        String name = realm.getDisplayName();
        return name == null || name.isBlank() ? realm.getName() : name;
    }

    /** Called with what the templates gave. */
    @Override
    protected void send(Map<String, String> config, String subject, String text, String html, String address) {
        written = new Written(subject, text, html);
    }

    /** Sends what was written, and waits for the mail server. */
    void sendTo(String address) throws EmailException {
        send(session, realm, Objects.requireNonNull(written), address);
    }

    /** Sends what was written, after the answer; that it failed, stands in the log. */
    void sendLaterTo(String address) {
        Written mail = Objects.requireNonNull(written);
        String realmId = realm.getId();
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        executor()
                .execute(() -> KeycloakModelUtils.runJobInTransaction(factory, own -> {
                    RealmModel ownRealm = own.realms().getRealm(realmId);
                    if (ownRealm == null) {
                        return;
                    }
                    own.getContext().setRealm(ownRealm);
                    try {
                        send(own, ownRealm, mail, address);
                    } catch (EmailException e) {
                        LOG.warnf(e, "A mail of realm %s could not be sent", ownRealm.getName());
                    }
                }));
    }

    /** What stands in for sending where there is nobody to send to: an executor is asked for in both cases. */
    void dropLater() {
        executor().execute(() -> {});
    }

    private ExecutorService executor() {
        return session.getProvider(ExecutorsProvider.class).getExecutor(EXECUTOR);
    }

    private static void send(KeycloakSession session, RealmModel realm, Written mail, String address)
            throws EmailException {
        session.getProvider(EmailSenderProvider.class)
                .send(realm.getSmtpConfig(), address, mail.subject(), mail.text(), mail.html());
    }
}
