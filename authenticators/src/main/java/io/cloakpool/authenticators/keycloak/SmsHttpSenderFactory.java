package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.sms.ConfigSource;
import io.cloakpool.authenticators.sms.HttpSmsConfig;
import io.cloakpool.authenticators.sms.HttpSmsSender;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;

/** Components of senders for any gateway that takes a message by one HTTP POST. */
public final class SmsHttpSenderFactory extends SmsGatewayFactory {
    public static final String PROVIDER_ID = "sms-http";

    public SmsHttpSenderFactory() {
        super(
                PROVIDER_ID,
                "Sends text messages by any gateway that takes one HTTP POST for each.",
                SmsHttpConfigProperties.ALL);
    }

    @Override
    void judge(String name, ConfigSource source) {
        HttpSmsConfig.from(name, source);
    }

    @Override
    public SmsSenderProvider create(KeycloakSession session, ComponentModel model) {
        HttpSmsConfig config = HttpSmsConfig.from(name(model), source(model));
        return new HttpSmsSender(config, new SmsVault(session), http(session))::send;
    }
}
