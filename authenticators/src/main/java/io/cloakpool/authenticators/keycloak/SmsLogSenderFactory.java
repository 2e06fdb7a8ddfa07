package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.sms.ConfigSource;
import io.cloakpool.authenticators.sms.LogSmsSender;
import io.cloakpool.authenticators.sms.SmsConfigException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Environment;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;

/** Components of senders that show messages in the log of a server in development mode ({@code kc.sh start-dev}), and nowhere else. */
public final class SmsLogSenderFactory extends SmsComponentFactory {
    public static final String PROVIDER_ID = "sms-log";

    private static final Logger LOG = Logger.getLogger(SmsLogSenderFactory.class);

    private final BooleanSupplier development;

    public SmsLogSenderFactory() {
        this(Environment::isDevMode);
    }

    SmsLogSenderFactory(BooleanSupplier development) {
        super(PROVIDER_ID, "Shows text messages in the log and sends none; in development mode only.", List.of());
        this.development = development;
    }

    @Override
    void judge(String name, ConfigSource source) {
        if (!development.getAsBoolean()) {
            throw new SmsConfigException(
                    name, PROVIDER_ID, "works in development mode only: it writes codes into the log");
        }
    }

    @Override
    public SmsSenderProvider create(KeycloakSession session, ComponentModel model) {
        return new LogSmsSender(development, LOG::info)::send;
    }
}
