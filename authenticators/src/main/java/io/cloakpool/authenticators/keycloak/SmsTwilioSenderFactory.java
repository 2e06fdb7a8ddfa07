package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.sms.ConfigSource;
import io.cloakpool.authenticators.sms.TwilioConfig;
import io.cloakpool.authenticators.sms.TwilioSender;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;

/** Components of senders by Twilio. */
public final class SmsTwilioSenderFactory extends SmsGatewayFactory {
    public static final String PROVIDER_ID = "sms-twilio";

    public SmsTwilioSenderFactory() {
        super(PROVIDER_ID, "Sends text messages by Twilio.", SmsTwilioConfigProperties.ALL);
    }

    @Override
    void judge(String name, ConfigSource source) {
        TwilioConfig.from(name, source);
    }

    @Override
    public SmsSenderProvider create(KeycloakSession session, ComponentModel model) {
        TwilioConfig config = TwilioConfig.from(name(model), source(model));
        return new TwilioSender(config, new SmsVault(session), http(session))::send;
    }
}
