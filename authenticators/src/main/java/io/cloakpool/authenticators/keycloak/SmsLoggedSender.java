package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.sms.PhoneNumber;
import io.cloakpool.authenticators.sms.SmsConfigException;
import io.cloakpool.authenticators.spi.SmsMessage;
import io.cloakpool.authenticators.spi.SmsOutcome;
import io.cloakpool.authenticators.spi.SmsSender;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Says in the log what becomes of messages: an outage, or a configuration that does not work, as WARN; what callers can bring about as
 * DEBUG. Of the number only the mask, of the text nothing.
 */
final class SmsLoggedSender implements SmsSender {
    private static final Logger LOG = Logger.getLogger(SmsLoggedSender.class);

    private final String realm;
    private final String component;
    private final SmsSender sender;

    /** @param component its name */
    SmsLoggedSender(String realm, String component, SmsSender sender) {
        this.realm = realm;
        this.component = component;
        this.sender = sender;
    }

    @Override
    public SmsOutcome send(SmsMessage message) {
        SmsOutcome outcome = ask(message);
        String number = PhoneNumber.mask(message.to());
        switch (outcome.kind()) {
            case ACCEPTED ->
                LOG.debugf("%s took a message to %s, id \"%s\"", who(), number, ((SmsOutcome.Accepted) outcome).id());
            case REJECTED ->
                LOG.debugf("%s took no message to %s: %s", who(), number, ((SmsOutcome.Rejected) outcome).reason());
            case UNAVAILABLE -> LOG.warnf("%s could not send: %s", who(), ((SmsOutcome.Unavailable) outcome).reason());
        }
        return outcome;
    }

    /** Of an exception the class only: nobody knows what its message holds. */
    private SmsOutcome ask(SmsMessage message) {
        try {
            return Objects.requireNonNull(sender.send(message));
        } catch (RuntimeException e) {
            return new SmsOutcome.Unavailable("it failed with " + e.getClass().getName(), true);
        }
    }

    private String who() {
        return SmsConfigException.describe(component) + " of realm \"" + realm + "\"";
    }
}
