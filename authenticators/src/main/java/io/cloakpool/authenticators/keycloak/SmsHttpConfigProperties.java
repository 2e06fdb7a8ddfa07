package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.sms.HttpSmsConfig;
import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;

/** What Keycloak shows of a sender for any gateway. */
final class SmsHttpConfigProperties {
    static final List<ProviderConfigProperty> ALL = SmsSenderConfigProperties.timeout(
                    new SmsProperties()
                            .text(
                                    HttpSmsConfig.URL,
                                    "URL",
                                    null,
                                    "Where messages are posted: https, or http on this machine itself.")
                            .choice(
                                    HttpSmsConfig.BODY_TYPE,
                                    "Body type",
                                    HttpSmsConfig.BODY_TYPES,
                                    HttpSmsConfig.JSON,
                                    "What the body is.")
                            .lines(
                                    HttpSmsConfig.BODY,
                                    "Body",
                                    "A JSON object, or the fields of a form (name=value&name=value). In its values {{to}} stands for the number, {{digits}} for the number without its plus sign, {{text}} for the text, {{sender}} for the sender.")
                            .text(
                                    HttpSmsConfig.SENDER,
                                    "Sender",
                                    null,
                                    "What {{sender}} stands for, 1 to 100 characters.")
                            .list(
                                    HttpSmsConfig.HEADERS,
                                    "Headers",
                                    "Further headers, each as Name: value. No secrets: everybody who may see the realm sees them.")
                            .text(
                                    HttpSmsConfig.SECRET_HEADER,
                                    "Secret header",
                                    HttpSmsConfig.DEFAULT_SECRET_HEADER,
                                    "Name of the header that has the secret.")
                            .secret(
                                    HttpSmsConfig.SECRET,
                                    "Secret",
                                    "The whole value of that header, such as Bearer and the token; may be a vault expression. Without it there is no such header.")
                            .text(
                                    HttpSmsConfig.ACCEPTED_STATUS,
                                    "Accepted status",
                                    HttpSmsConfig.DEFAULT_ACCEPTED_STATUS,
                                    "Statuses that say that the message was taken: one of 200 to 299, or two with a hyphen between.")
                            .list(
                                    HttpSmsConfig.REJECTED_STATUS,
                                    "Rejected status",
                                    "Statuses of 400 to 499 that say that the gateway will never take the message, so that no other sender is asked.")
                            .text(
                                    HttpSmsConfig.ID_POINTER,
                                    "Id pointer",
                                    null,
                                    "JSON pointer of the message's id in the answer, such as /message/id. An answer without it then does not count as accepted."))
            .all();

    private SmsHttpConfigProperties() {}
}
