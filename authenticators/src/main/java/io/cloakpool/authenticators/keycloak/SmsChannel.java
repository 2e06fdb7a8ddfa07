package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.Delivery;
import io.cloakpool.authenticators.code.IssuedCode;
import io.cloakpool.authenticators.keycloak.base.KeycloakTime;
import io.cloakpool.authenticators.sms.NumberReading;
import io.cloakpool.authenticators.sms.PhoneNumber;
import io.cloakpool.authenticators.sms.PhoneNumbers;
import io.cloakpool.authenticators.sms.SmsDelivery;
import io.cloakpool.authenticators.sms.SmsResult;
import java.io.IOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.theme.Theme;

/**
 * Codes by text message, to the number in the attribute that Keycloak's client scope {@code phone} gives out as {@code phone_number}. That it
 * is the user's stands in the attribute of {@code phone_number_verified}: neither may be editable by users.
 */
final class SmsChannel implements CodeChannel {
    static final String NUMBER = "phoneNumber";
    static final String VERIFIED = "phoneNumberVerified";

    private static final Logger LOG = Logger.getLogger(SmsChannel.class);
    private static final String EXECUTOR = "cloakpool-sms";
    private static final String TEXT = "cloakpoolSmsCodeText";

    @Override
    public String credentialType() {
        return "cloakpool-sms-code";
    }

    @Override
    public Optional<String> destination(UserModel user) {
        return claimed(user).filter(number -> Boolean.parseBoolean(user.getFirstAttribute(VERIFIED)));
    }

    @Override
    public Optional<String> claimed(UserModel user) {
        return Optional.ofNullable(user.getFirstAttribute(NUMBER))
                .flatMap(SmsChannel::read)
                .map(PhoneNumber::e164);
    }

    /** A number that can receive text messages; nothing where it is none. */
    static Optional<PhoneNumber> read(String text) {
        return PhoneNumbers.read(text) instanceof NumberReading.Read read
                ? Optional.of(read.number())
                : Optional.empty();
    }

    @Override
    public boolean proven(UserModel user, String destination) {
        user.setSingleAttribute(NUMBER, destination);
        user.setSingleAttribute(VERIFIED, "true");
        return true;
    }

    /** Takes the number from the user. */
    void forget(UserModel user) {
        user.removeAttribute(NUMBER);
        user.removeAttribute(VERIFIED);
    }

    @Override
    public String titleKey() {
        return "cloakpoolSmsCodeName";
    }

    @Override
    public String helpKey() {
        return "cloakpoolSmsCodeHelp";
    }

    @Override
    public String mask(String destination) {
        return PhoneNumber.mask(destination);
    }

    @Override
    public String sentKey() {
        return "cloakpoolCodeSentSms";
    }

    @Override
    public Delivery now(KeycloakSession session, UserModel user, String destination) {
        return code -> send(session, destination, text(session, user, code));
    }

    @Override
    public Delivery later(KeycloakSession session, UserModel user, String destination) {
        return code -> {
            sendLater(session, destination, text(session, user, code));
            return true;
        };
    }

    /** Sends a text after the answer. */
    static void sendLater(KeycloakSession session, String destination, String text) {
        String realm = session.getContext().getRealm().getId();
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        after(
                session,
                () -> KeycloakModelUtils.runJobInTransaction(factory, own -> {
                    RealmModel ownRealm = own.realms().getRealm(realm);
                    if (ownRealm != null) {
                        own.getContext().setRealm(ownRealm);
                        send(own, destination, text);
                    }
                }));
    }

    @Override
    public Delivery nowhere(KeycloakSession session) {
        return code -> {
            text(session, Nobody.in(session), code);
            after(session, () -> {});
            return true;
        };
    }

    private static void after(KeycloakSession session, Runnable work) {
        session.getProvider(ExecutorsProvider.class).getExecutor(EXECUTOR).execute(work);
    }

    private static boolean send(KeycloakSession session, String destination, String text) {
        RealmModel realm = session.getContext().getRealm();
        Optional<PhoneNumber> number = read(destination);
        if (number.isEmpty()) {
            return false;
        }
        SmsResult result = new SmsDelivery(
                        SmsSenders.of(session, realm),
                        SmsSettings.of(realm),
                        new JpaBudgets(session),
                        KeycloakTime.INSTANCE)
                .deliver(number.get(), text);
        if (result.kind() != SmsResult.Kind.SENT) {
            LOG.warnf("A text message to %s in realm %s was not sent: %s", number.get(), realm.getName(), result);
        }
        return result.kind() == SmsResult.Kind.SENT;
    }

    private static String text(KeycloakSession session, UserModel user, IssuedCode code) {
        return text(session, user, TEXT, code.code());
    }

    /**
     * A text in the user's language.
     *
     * @param key of a message whose first value is the realm's name
     */
    static String text(KeycloakSession session, UserModel user, String key, String value) {
        RealmModel realm = session.getContext().getRealm();
        Locale locale = session.getContext().resolveLocale(user);
        try {
            String pattern = session.theme()
                    .getTheme(Theme.Type.LOGIN)
                    .getEnhancedMessages(realm, locale)
                    .getProperty(key, key);
            return new MessageFormat(pattern, locale).format(new Object[] {Mail.displayName(realm), value});
        } catch (IOException e) {
            throw new IllegalStateException("The messages of the login theme cannot be read", e);
        }
    }
}
