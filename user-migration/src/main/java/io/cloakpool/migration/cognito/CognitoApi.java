package io.cloakpool.migration.cognito;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonInputException;
import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.aws.sigv4.Payload;
import io.cloakpool.aws.sigv4.ServiceRules;
import io.cloakpool.aws.sigv4.SigV4Signer;
import io.cloakpool.aws.validation.StringRule;
import io.cloakpool.migration.aws.CredentialsException;
import io.cloakpool.migration.aws.KeySource;
import io.cloakpool.migration.aws.Keys;
import io.cloakpool.migration.cognito.CognitoReply.Failure;
import io.cloakpool.migration.cognito.CognitoReply.Output;
import io.cloakpool.migration.cognito.CognitoReply.Refusal;
import io.cloakpool.migration.http.HttpExchange;
import io.cloakpool.migration.http.HttpExchange.Answer;
import io.cloakpool.migration.http.HttpExchange.Request;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyReply.Unavailable.Fault;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Operations of Amazon Cognito user pools, AWS JSON 1.1 (API reference, version 2016-04-18). */
final class CognitoApi {
    private static final String SERVICE = "cognito-idp";
    private static final String TARGET = "AWSCognitoIdentityProviderService.";
    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;
    private static final StringRule ANY = StringRule.length(0, HttpExchange.MAX_ANSWER);

    private final URI endpoint;
    private final String region;
    private final KeySource keys;
    private final HttpExchange exchange;
    private final InstantSource clock;

    CognitoApi(URI endpoint, String region, KeySource keys, HttpExchange exchange, InstantSource clock) {
        this.endpoint = endpoint.resolve("/");
        this.region = region;
        this.keys = keys;
        this.exchange = exchange;
        this.clock = clock;
    }

    /** An operation that anybody may call. */
    CognitoReply call(String operation, JsonOutput input, Duration time) {
        String body = text(input);
        return send(headers(operation), body, time);
    }

    /** An operation that needs credentials. */
    CognitoReply callSigned(String operation, JsonOutput input, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        Optional<Keys> key;
        try {
            key = keys.keys(time);
        } catch (CredentialsException e) {
            return new Failure(new Unavailable(Fault.MISCONFIGURED, "there are no credentials: " + e.getMessage()));
        }
        if (key.isEmpty()) {
            return new Failure(new Unavailable(Fault.MISCONFIGURED, "there are no credentials on this server"));
        }
        String body = text(input);
        RawRequest signed = new SigV4Signer(clock, key.get().credentials(), region, SERVICE, ServiceRules.GENERIC)
                .sign(RawRequest.of("POST", "/", headers(operation)), Payload.ofHash(sha256(body)));
        Duration left = Duration.ofNanos(end - System.nanoTime());
        return left.isNegative() || left.isZero()
                ? new Failure(new Unavailable(Fault.TIMEOUT, "the credentials took all the time"))
                : send(signed.headers(), body, left);
    }

    private Headers headers(String operation) {
        return Headers.of(
                "Host", endpoint.getRawAuthority(), "Content-Type", CONTENT_TYPE, "X-Amz-Target", TARGET + operation);
    }

    private CognitoReply send(Headers headers, String body, Duration time) {
        Map<String, String> fields = new HashMap<>();
        headers.fields().stream()
                .filter(field -> !field.name().equalsIgnoreCase("Host"))
                .forEach(field -> fields.put(field.name(), field.value()));
        HttpExchange.Result result = exchange.send(new Request("POST", endpoint, fields, body), time);
        if (result instanceof HttpExchange.Failure failure) {
            return new Failure(failure.outage());
        }
        return read((Answer) result);
    }

    private static CognitoReply read(Answer answer) {
        try {
            JsonInput json = JsonInput.parse(answer.body().getBytes(StandardCharsets.UTF_8));
            if (answer.status() == OK) {
                return new Output(json);
            }
            if (answer.status() < SERVER_ERROR) {
                Optional<String> type = json.optionalString("__type", ANY);
                if (type.isPresent()) {
                    String message = json.optionalString("message", ANY)
                            .or(() -> json.optionalString("Message", ANY))
                            .orElse("");
                    return new Refusal(type.get().substring(type.get().indexOf('#') + 1), message);
                }
            }
            return new Failure(new Unavailable(Fault.BAD_STATUS, "it answered with status " + answer.status()));
        } catch (JsonInputException e) {
            return new Failure(
                    answer.status() == OK
                            ? new Unavailable(Fault.BAD_ANSWER, "its answer is no JSON of AWS")
                            : new Unavailable(Fault.BAD_STATUS, "it answered with status " + answer.status()));
        }
    }

    private static String text(JsonOutput input) {
        return new String(input.toBytes(), StandardCharsets.UTF_8);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
