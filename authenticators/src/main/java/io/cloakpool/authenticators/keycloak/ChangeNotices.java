package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.budget.Budget;
import io.cloakpool.authenticators.change.AddressChange;
import io.cloakpool.authenticators.change.UndoTokens;
import io.cloakpool.authenticators.keycloak.base.KeycloakTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.email.EmailException;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Tells users what has changed in their account, once it has: a mail or text leaves after the request's transaction. */
final class ChangeNotices {
    private static final Logger LOG = Logger.getLogger(ChangeNotices.class);
    private static final String SUBJECT = "cloakpoolNoticeSubject";
    private static final String TEMPLATE = "cloakpool-notice.ftl";
    private static final String ADDRESS_TEMPLATE = "cloakpool-notice-address.ftl";
    private static final String PASSWORD = "cloakpoolNoticePassword";
    private static final String ADDRESS_TEXT = "cloakpoolNoticeAddressText";
    /** The first ones tell what they have to. Whoever has an account could have many more sent, and the limits of others used up. */
    private static final Budget PASSWORD_TEXTS = new Budget("notice-destination-day", 3, Duration.ofDays(1));

    private final KeycloakSession session;

    ChangeNotices(KeycloakSession session) {
        this.session = session;
    }

    /** Tells the former address that another one has taken its place, and how to undo that. */
    void emailChanged(UserModel user, String previous, String masked) {
        String link = undoLink(
                new AddressChange(AddressChange.Kind.EMAIL, user.getId(), previous, Time.currentTimeSeconds()));
        Map<String, Object> values = new HashMap<>();
        values.put("changedTo", masked);
        values.put("link", link);
        values.put("hours", UndoTokens.LIFETIME.toHours());
        mail(user, previous, ADDRESS_TEMPLATE, values);
    }

    /** Tells the former number that another one has taken its place, and how to undo that. */
    void numberChanged(UserModel user, String previous) {
        String link = undoLink(
                new AddressChange(AddressChange.Kind.PHONE, user.getId(), previous, Time.currentTimeSeconds()));
        String text = SmsChannel.text(session, user, ADDRESS_TEXT, link);
        afterCommit(() -> SmsChannel.sendLater(session, previous, text));
    }

    /**
     * Tells the user's verified e-mail address.
     *
     * @param key of the message, whose one value is the realm's name
     */
    void tell(UserModel user, String key) {
        new EmailChannel().destination(user).ifPresent(address -> tell(user, address, key));
    }

    /** Tells the verified e-mail address of a new password; of whom there is none, the verified number: it may have recovered the account. */
    void passwordChanged(UserModel user) {
        Optional<String> address = new EmailChannel().destination(user);
        if (address.isPresent()) {
            tell(user, address.get(), PASSWORD);
            return;
        }
        new SmsChannel()
                .destination(user)
                .filter(number -> new JpaBudgets(session).take(PASSWORD_TEXTS, number))
                .ifPresent(number -> {
                    String text = SmsChannel.text(session, user, PASSWORD, "");
                    afterCommit(() -> SmsChannel.sendLater(session, number, text));
                });
    }

    private void tell(UserModel user, String address, String key) {
        Map<String, Object> values = new HashMap<>();
        values.put("noticeKey", key);
        mail(user, address, TEMPLATE, values);
    }

    private String undoLink(AddressChange change) {
        String token = new UndoTokens(new RealmHash(session), KeycloakTime.INSTANCE).of(change);
        return UndoLink.of(session, change.user(), token);
    }

    private void mail(UserModel user, String address, String template, Map<String, Object> values) {
        RealmModel realm = session.getContext().getRealm();
        try {
            Mail mail = new Mail(session, user).write(SUBJECT, Mail.realmName(realm), template, values);
            afterCommit(() -> mail.sendLaterTo(address));
        } catch (EmailException e) {
            LOG.warnf(e, "A notice of a change could not be written in realm %s", realm.getName());
        }
    }

    private void afterCommit(Runnable sending) {
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                sending.run();
            }

            @Override
            protected void rollbackImpl() {
                // What did not happen is not told.
            }
        });
    }
}
