package io.cloakpool.authenticators.sms;

import io.cloakpool.authenticators.spi.SmsMessage;
import io.cloakpool.authenticators.spi.SmsOutcome;
import io.cloakpool.authenticators.spi.SmsSender;
import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.sigv4.Payload;
import io.cloakpool.aws.sigv4.ServiceRules;
import io.cloakpool.aws.sigv4.SigV4Signer;
import io.cloakpool.aws.sigv4.SigningCredentials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Sends by Amazon SNS: {@code Publish} to a phone number (Amazon SNS API reference, version 2010-03-31). */
public final class SnsSender implements SmsSender {
    private static final String SERVICE = "sns";

    private final SnsConfig config;
    private final SmsSecrets secrets;
    private final SmsHttp http;
    private final InstantSource clock;

    /** @param clock for the time of the signature; AWS bears a quarter of an hour of difference */
    public SnsSender(SnsConfig config, SmsSecrets secrets, SmsHttp http, InstantSource clock) {
        this.config = config;
        this.secrets = secrets;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public SmsOutcome send(SmsMessage message) {
        Optional<String> secret = secrets.usable(config.secretAccessKey());
        if (secret.isEmpty()) {
            return noSecret(SnsConfig.SECRET_ACCESS_KEY);
        }
        SmsSecret configuredToken = config.sessionToken();
        Optional<String> token = configuredToken == null ? Optional.empty() : secrets.usable(configuredToken);
        if (configuredToken != null && token.isEmpty()) {
            return noSecret(SnsConfig.SESSION_TOKEN);
        }
        String body = Forms.write(fields(message));
        Headers headers = signed(body, new SigningCredentials(config.accessKeyId(), secret.get(), token.orElse(null)));
        SmsHttp.Reply reply =
                http.post(new SmsHttp.Post(config.endpoint().resolve("/"), headers, body, config.timeout()));
        return reply instanceof SmsHttp.Reply.Answered answered
                ? SnsAnswers.outcome(answered, message)
                : GatewayAnswers.unavailable(SnsAnswers.GATEWAY, (SmsHttp.Reply.Failed) reply);
    }

    private static SmsOutcome noSecret(String key) {
        return new SmsOutcome.Unavailable("the vault has no usable value for " + key);
    }

    private Map<String, String> fields(SmsMessage message) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Action", "Publish");
        fields.put("Version", "2010-03-31");
        fields.put("PhoneNumber", message.to());
        fields.put("Message", message.text());
        // Sent first and with the best delivery, which costs more: somebody waits for the code.
        attribute(fields, 1, "AWS.SNS.SMS.SMSType", "Transactional");
        if (config.senderId() != null) {
            attribute(fields, 2, "AWS.SNS.SMS.SenderID", config.senderId());
        }
        return fields;
    }

    private static void attribute(Map<String, String> fields, int index, String name, String value) {
        String entry = "MessageAttributes.entry." + index;
        fields.put(entry + ".Name", name);
        fields.put(entry + ".Value.DataType", "String");
        fields.put(entry + ".Value.StringValue", value);
    }

    private Headers signed(String body, SigningCredentials credentials) {
        RawRequest request = RawRequest.of(
                "POST",
                "/",
                Headers.of("Host", config.endpoint().getRawAuthority(), "Content-Type", Forms.CONTENT_TYPE));
        return new SigV4Signer(clock, credentials, config.region(), SERVICE, ServiceRules.GENERIC)
                .sign(request, Payload.ofHash(sha256(body)))
                .headers();
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
