package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.sms.TwilioConfig;
import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;

/** What Keycloak shows of a sender by Twilio. */
final class SmsTwilioConfigProperties {
    static final List<ProviderConfigProperty> ALL = SmsSenderConfigProperties.timeout(new SmsProperties()
                    .text(TwilioConfig.ACCOUNT_SID, "Account SID", null, "AC and 32 hexadecimal digits.")
                    .text(
                            TwilioConfig.API_KEY_SID,
                            "API key SID",
                            null,
                            "SK and 32 hexadecimal digits. Without it the secret is the account's auth token.")
                    .secret(
                            TwilioConfig.SECRET,
                            "Secret",
                            "Secret of the API key, or the auth token; may be a vault expression.")
                    .text(
                            TwilioConfig.FROM,
                            "From",
                            null,
                            "Number, short code or name that messages come from. Either this or a messaging service.")
                    .text(
                            TwilioConfig.MESSAGING_SERVICE_SID,
                            "Messaging service SID",
                            null,
                            "MG and 32 hexadecimal digits: the service that chooses where messages come from.")
                    .text(
                            TwilioConfig.ENDPOINT,
                            "Endpoint",
                            TwilioConfig.DEFAULT_ENDPOINT,
                            "Scheme and host: https, or http on this machine itself."))
            .all();

    private SmsTwilioConfigProperties() {}
}
