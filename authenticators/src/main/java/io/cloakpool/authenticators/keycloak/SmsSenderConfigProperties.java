package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.sms.SenderSettings;
import io.cloakpool.authenticators.sms.SmsTimeouts;
import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;

/** Keys that several kinds of sender have. */
final class SmsSenderConfigProperties {
    static final List<ProviderConfigProperty> COMMON = new SmsProperties()
            .flag(SenderSettings.ENABLED, "Enabled", true, "Whether this sender is asked at all.")
            .text(
                    SenderSettings.PRIORITY,
                    "Priority",
                    "0",
                    "0 to 1000000; the sender with the lowest is asked first, of equal ones that whose name is first.")
            .all();

    private SmsSenderConfigProperties() {}

    /** Adds how long the sender waits. */
    static SmsProperties timeout(SmsProperties properties) {
        return properties.text(
                SmsTimeouts.TIMEOUT,
                "Timeout (seconds)",
                Long.toString(SmsTimeouts.DEFAULT.toSeconds()),
                "Longest wait for the whole answer, 1 to 10.");
    }
}
