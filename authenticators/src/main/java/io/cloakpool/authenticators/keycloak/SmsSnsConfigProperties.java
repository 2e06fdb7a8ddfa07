package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.sms.SnsConfig;
import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;

/** What Keycloak shows of a sender by Amazon SNS. */
final class SmsSnsConfigProperties {
    static final List<ProviderConfigProperty> ALL = SmsSenderConfigProperties.timeout(
                    new SmsProperties()
                            .text(
                                    SnsConfig.REGION,
                                    "Region",
                                    null,
                                    "Region of AWS, such as eu-west-1; not all can send text messages.")
                            .text(
                                    SnsConfig.ENDPOINT,
                                    "Endpoint",
                                    null,
                                    "Scheme and host of another address than the region's own: https, or http on this machine itself.")
                            .text(
                                    SnsConfig.ACCESS_KEY_ID,
                                    "Access key id",
                                    null,
                                    "Key of a user whose policy allows sns:Publish and nothing else.")
                            .secret(SnsConfig.SECRET_ACCESS_KEY, "Secret access key", "May be a vault expression.")
                            .secret(
                                    SnsConfig.SESSION_TOKEN,
                                    "Session token",
                                    "That of temporary credentials; may be a vault expression.")
                            .text(
                                    SnsConfig.SENDER_ID,
                                    "Sender id",
                                    null,
                                    "Name that messages come from, 1 to 11 letters, digits and hyphens. Some countries show none."))
            .all();

    private SmsSnsConfigProperties() {}
}
