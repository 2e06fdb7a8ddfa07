package io.cloakpool.migration.aws;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonInputException;
import io.cloakpool.aws.validation.StringRule;
import io.cloakpool.migration.http.HttpExchange;
import io.cloakpool.migration.http.HttpExchange.Answer;
import io.cloakpool.migration.http.HttpExchange.Request;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Questions to the services that hand out credentials. */
record KeyHttp(String place, HttpExchange exchange) {
    private static final int OK = 200;
    private static final StringRule ANY = StringRule.length(0, HttpExchange.MAX_ANSWER);

    String ask(String method, URI uri, Map<String, String> headers, String body, Duration time)
            throws CredentialsException {
        HttpExchange.Result result = exchange.send(new Request(method, uri, headers, body), time);
        if (result instanceof HttpExchange.Failure failure) {
            throw new CredentialsException(place + ": " + failure.outage().detail());
        }
        Answer answer = (Answer) result;
        if (answer.status() != OK) {
            throw new CredentialsException(place + " answered with status " + answer.status());
        }
        return answer.body();
    }

    /** Keys as containers and instances get them. */
    Keys keys(String body) throws CredentialsException {
        try {
            JsonInput json = JsonInput.parse(body.getBytes(StandardCharsets.UTF_8));
            return Keys.of(
                    place,
                    text(json, "AccessKeyId"),
                    text(json, "SecretAccessKey"),
                    text(json, "Token"),
                    text(json, "Expiration"));
        } catch (JsonInputException e) {
            throw new CredentialsException(place + " did not answer with credentials");
        }
    }

    private static @Nullable String text(JsonInput json, String name) {
        return json.optionalString(name, ANY).orElse(null);
    }
}
