package io.cloakpool.authenticators.sms;

import com.fasterxml.jackson.core.JsonPointer;
import io.cloakpool.authenticators.spi.SmsMessage;
import io.cloakpool.authenticators.spi.SmsOutcome;
import io.cloakpool.authenticators.spi.SmsSender;
import io.cloakpool.aws.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Sends by Twilio (Programmable Messaging, "Create a Message resource"; codes of its "Error and Warning Dictionary"). */
public final class TwilioSender implements SmsSender {
    private static final String GATEWAY = "Twilio";
    private static final String CREATED = "the message's sid";

    private static final JsonPointer SID = JsonPointer.compile("/sid");
    private static final JsonPointer CODE = JsonPointer.compile("/code");
    private static final Pattern CODE_FORM = Pattern.compile("[0-9]{5}");

    /** No such number; its owner has opted out; no mobile number. */
    private static final Set<String> REJECTIONS = Set.of("21211", "21610", "21614");

    private static final int BAD_REQUEST = 400;

    private final TwilioConfig config;
    private final SmsSecrets secrets;
    private final SmsHttp http;

    public TwilioSender(TwilioConfig config, SmsSecrets secrets, SmsHttp http) {
        this.config = config;
        this.secrets = secrets;
        this.http = http;
    }

    @Override
    public SmsOutcome send(SmsMessage message) {
        Optional<String> secret = secrets.usable(config.secret());
        if (secret.isEmpty()) {
            return new SmsOutcome.Unavailable("the vault has no usable value for " + TwilioConfig.SECRET);
        }
        byte[] login = (config.user() + ":" + secret.get()).getBytes(StandardCharsets.UTF_8);
        SmsHttp.Reply reply = http.post(new SmsHttp.Post(
                config.endpoint().resolve("/2010-04-01/Accounts/" + config.accountSid() + "/Messages.json"),
                Headers.of(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login),
                        "Content-Type",
                        Forms.CONTENT_TYPE,
                        "Accept",
                        "application/json"),
                Forms.write(fields(message)),
                config.timeout()));
        return reply instanceof SmsHttp.Reply.Answered answered
                ? outcome(answered, message)
                : GatewayAnswers.unavailable(GATEWAY, (SmsHttp.Reply.Failed) reply);
    }

    private Map<String, String> fields(SmsMessage message) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("To", message.to());
        fields.put("Body", message.text());
        if (config.from() != null) {
            fields.put("From", config.from());
        }
        if (config.messagingServiceSid() != null) {
            fields.put("MessagingServiceSid", config.messagingServiceSid());
        }
        return fields;
    }

    private static SmsOutcome outcome(SmsHttp.Reply.Answered answer, SmsMessage message) {
        if (answer.status() / 100 == 2) {
            return GatewayAnswers.text(answer.body(), SID)
                    .map(sid -> GatewayAnswers.accepted(sid, message))
                    .orElseGet(() -> new SmsOutcome.Unavailable(GATEWAY + " did not answer with " + CREATED, true));
        }
        Optional<String> code = GatewayAnswers.text(answer.body(), CODE)
                .filter(text -> CODE_FORM.matcher(text).matches());
        if (answer.status() == BAD_REQUEST && code.filter(REJECTIONS::contains).isPresent()) {
            return new SmsOutcome.Rejected("Twilio does not take the number, code " + code.get());
        }
        return code.<SmsOutcome>map(known -> new SmsOutcome.Unavailable(
                        GATEWAY + " answered with status " + answer.status() + " and code " + known))
                .orElseGet(() -> GatewayAnswers.unavailable(GATEWAY, answer.status()));
    }
}
