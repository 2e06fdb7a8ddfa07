package io.cloakpool.examples.credentialhelper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cloakpool.examples.credentialhelper.HelperException.Kind;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** HTTP calls to Keycloak. Never follows a redirect: a token goes to the configured server only. */
final class Server {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** RFC 6749, section 5.2. */
    private static final Set<String> CLIENT_ERRORS = Set.of("invalid_client", "unauthorized_client");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Duration timeout;

    /** @param timeout for one call from connecting to the last byte; other processes wait for the lock meanwhile */
    Server(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * An answer.
     *
     * @param json a missing node when the body is no JSON
     */
    record Answer(int status, String body, JsonNode json) {
        boolean ok() {
            return status == 200;
        }

        /** The code of an OAuth error (RFC 6749, section 5.2); empty when there is none. */
        String error() {
            return json.path("error").asText();
        }

        /** @throws HelperException when the realm does not take the client: no later try and no new sign-in makes that good */
        void requireClient(Realm realm) throws HelperException {
            if (CLIENT_ERRORS.contains(error())) {
                throw new HelperException(
                        Kind.CONFIGURATION,
                        "the realm does not take the client " + realm.clientId() + " (" + summary()
                                + "): it must be an enabled public client with the device flow on");
            }
        }

        /** Status and error for a person: never a field that may hold a token. */
        String summary() {
            String description = json.path("error_description").asText();
            return printable("status " + status + " " + error() + (description.isEmpty() ? "" : ": " + description));
        }

        /** A required text. */
        String text(String field) throws HelperException {
            JsonNode value = json.path(field);
            if (!value.isTextual() || value.textValue().isEmpty()) {
                throw new HelperException(Kind.UNREACHABLE, "the server's answer has no " + field);
            }
            return value.textValue();
        }

        /** A duration in seconds, at least one. */
        Duration seconds(String field, Duration otherwise) {
            JsonNode value = json.path(field);
            return value.isIntegralNumber() ? Duration.ofSeconds(Math.max(1, value.asInt())) : otherwise;
        }

        /** A body may hold tokens. */
        @Override
        public String toString() {
            return "Answer[status=" + status + "]";
        }

        /** A terminal must not be steered by what a server says. */
        private static String printable(String text) {
            return text.replaceAll("\\p{Cntrl}", "?");
        }
    }

    Answer post(URI uri, Map<String, String> form) throws HelperException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    Answer get(URI uri, String accessToken) throws HelperException, InterruptedException {
        return send(HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + accessToken)
                .build());
    }

    private Answer send(HttpRequest request) throws HelperException, InterruptedException {
        var sent = client.sendAsync(request, BodyHandlers.ofString());
        try {
            HttpResponse<String> response = sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.body(), json(response.body()));
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw unreachable(request.uri(), "no answer within " + timeout.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw unreachable(request.uri(), String.valueOf(e.getCause()));
        }
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static HelperException unreachable(URI uri, String why) {
        return new HelperException(Kind.UNREACHABLE, uri.getScheme() + "://" + uri.getRawAuthority() + ": " + why);
    }
}
