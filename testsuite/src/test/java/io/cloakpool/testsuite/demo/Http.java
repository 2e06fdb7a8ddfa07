package io.cloakpool.testsuite.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakpool.testsuite.logs.Issued;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Plain HTTP calls of a client that knows nothing of Java's SDK. */
public final class Http {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Http() {}

    /** An answer, read as text. */
    public record Answer(int status, String body, HttpResponse<String> raw) {
        /** The body as JSON. */
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + body, e);
            }
        }

        /** The first value of a header; empty when there is none. */
        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    /** Sends any request. */
    public static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            Issued.addAllIn(answer.body());
            return new Answer(answer.statusCode(), answer.body(), answer);
        } catch (IOException e) {
            throw new AssertionError("no answer from " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** @param headers names and values in turn */
    public static Answer get(URI uri, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).GET();
        return send(
                headers.length == 0 ? request.build() : request.headers(headers).build());
    }

    /** Posts a form. */
    public static Answer form(URI uri, Map<String, String> fields, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields.entrySet().stream()
                        .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))));
        return send(
                headers.length == 0 ? request.build() : request.headers(headers).build());
    }

    /** Sends a value as JSON. */
    public static Answer json(String method, URI uri, Object body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        HttpRequest.BodyPublishers.ofString(
                                JSON.valueToTree(body).toString()));
        return send(
                headers.length == 0 ? request.build() : request.headers(headers).build());
    }

    /** One call of the identity-pool API. */
    static Answer cognito(RunningDemo demo, String operation, Object input, String... headers) {
        return cognitoAt(URI.create(demo.realm() + "/cognito-identity"), operation, input, headers);
    }

    /** One call of the identity-pool API at any address. */
    public static Answer cognitoAt(URI uri, String operation, Object input, String... headers) {
        JsonNode body = JSON.valueToTree(input);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "AWSCognitoIdentityService." + operation)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        Answer answer = send(
                headers.length == 0 ? request.build() : request.headers(headers).build());
        if (operation.equals("GetId")
                && answer.status() == 200
                && body.path("Logins").isEmpty()) {
            // A guest's id is all that it takes to be the guest.
            Issued.add(answer.json().path("IdentityId").asText());
        }
        return answer;
    }
}
