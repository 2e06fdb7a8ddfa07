package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.sms.ConfigSource;
import io.cloakpool.authenticators.sms.SnsConfig;
import io.cloakpool.authenticators.sms.SnsSender;
import java.time.Instant;
import org.keycloak.common.util.Time;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;

/** Components of senders by Amazon SNS. */
public final class SmsSnsSenderFactory extends SmsGatewayFactory {
    public static final String PROVIDER_ID = "sms-sns";

    public SmsSnsSenderFactory() {
        super(PROVIDER_ID, "Sends text messages by Amazon SNS.", SmsSnsConfigProperties.ALL);
    }

    @Override
    void judge(String name, ConfigSource source) {
        SnsConfig.from(name, source);
    }

    @Override
    public SmsSenderProvider create(KeycloakSession session, ComponentModel model) {
        SnsConfig config = SnsConfig.from(name(model), source(model));
        return new SnsSender(
                        config,
                        new SmsVault(session),
                        http(session),
                        () -> Instant.ofEpochMilli(Time.currentTimeMillis()))::send;
    }
}
