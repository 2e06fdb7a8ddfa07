package io.cloakpool.authenticators.sms;

import io.cloakpool.authenticators.spi.SmsMessage;
import io.cloakpool.authenticators.spi.SmsOutcome;
import io.cloakpool.authenticators.spi.SmsSender;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Writes messages into the log of a developer's server and sends nothing. Outside development it does nothing at all. */
public final class LogSmsSender implements SmsSender {
    /** A line of the log is not to look like two. */
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");

    private final BooleanSupplier development;
    private final Consumer<String> log;

    /**
     * @param development whether this server is one of a developer
     * @param log takes one line
     */
    public LogSmsSender(BooleanSupplier development, Consumer<String> log) {
        this.development = development;
        this.log = log;
    }

    @Override
    public SmsOutcome send(SmsMessage message) {
        if (!development.getAsBoolean()) {
            return new SmsOutcome.Unavailable("this sender works in development mode only");
        }
        log.accept("Text message to " + PhoneNumber.mask(message.to()) + ", not sent but shown here: "
                + CONTROLS.matcher(message.text()).replaceAll(" "));
        return new SmsOutcome.Accepted("");
    }
}
