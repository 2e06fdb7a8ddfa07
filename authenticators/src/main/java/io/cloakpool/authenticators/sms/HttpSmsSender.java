package io.cloakpool.authenticators.sms;

import com.fasterxml.jackson.core.JsonPointer;
import io.cloakpool.authenticators.spi.SmsMessage;
import io.cloakpool.authenticators.spi.SmsOutcome;
import io.cloakpool.authenticators.spi.SmsSender;
import io.cloakpool.aws.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sends by any gateway that takes a message by one HTTP POST. */
public final class HttpSmsSender implements SmsSender {
    private static final String GATEWAY = "the gateway";

    private final HttpSmsConfig config;
    private final SmsSecrets secrets;
    private final SmsHttp http;

    public HttpSmsSender(HttpSmsConfig config, SmsSecrets secrets, SmsHttp http) {
        this.config = config;
        this.secrets = secrets;
        this.http = http;
    }

    @Override
    public SmsOutcome send(SmsMessage message) {
        List<Headers.Field> headers = new ArrayList<>(config.headers().fields());
        headers.add(new Headers.Field("Content-Type", config.body().contentType()));
        SmsSecret secret = config.secret();
        if (secret != null) {
            Optional<String> value = secrets.usable(secret);
            if (value.isEmpty()) {
                return new SmsOutcome.Unavailable("the vault has no usable value for " + HttpSmsConfig.SECRET);
            }
            headers.add(new Headers.Field(config.secretHeader(), value.get()));
        }
        SmsHttp.Reply reply = http.post(new SmsHttp.Post(
                config.url(), Headers.of(headers), config.body().fill(message, config.sender()), config.timeout()));
        return reply instanceof SmsHttp.Reply.Answered answered
                ? outcome(answered, message)
                : GatewayAnswers.unavailable(GATEWAY, (SmsHttp.Reply.Failed) reply);
    }

    private SmsOutcome outcome(SmsHttp.Reply.Answered answer, SmsMessage message) {
        if (config.rejected().contains(answer.status())) {
            return new SmsOutcome.Rejected("the gateway does not take the message, status " + answer.status());
        }
        if (answer.status() < config.firstAccepted() || answer.status() > config.lastAccepted()) {
            return GatewayAnswers.unavailable(GATEWAY, answer.status());
        }
        JsonPointer place = config.idPlace();
        if (place == null) {
            return new SmsOutcome.Accepted("");
        }
        // Who names the place expects an id: some gateways say what went wrong with status 200.
        return GatewayAnswers.text(answer.body(), place)
                .map(id -> GatewayAnswers.accepted(id, message))
                .orElseGet(() -> new SmsOutcome.Unavailable("the gateway gave no id of the message", true));
    }
}
