package io.cloakpool.testsuite.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Single calls that prepare a run. Each must succeed. */
final class Calls {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    JsonNode form(URI uri, Map<String, String> fields) {
        return send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(RawHttp.encoded(fields))));
    }

    JsonNode get(URI uri, String token) {
        return send(HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token));
    }

    JsonNode delete(URI uri, String token) {
        return send(HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .DELETE());
    }

    JsonNode post(URI uri, String token, Object body) {
        return send("POST", uri, token, body);
    }

    JsonNode put(URI uri, String token, Object body) {
        return send("PUT", uri, token, body);
    }

    /** Sends a file. */
    JsonNode upload(URI uri, String token, String type, String file) {
        return send(HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(file)));
    }

    private JsonNode send(String method, URI uri, String token, Object body) {
        return send(HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json(body))));
    }

    /** One operation of the identity-pool API. */
    JsonNode identityPool(BenchServer server, String operation, Object body) {
        return send(HttpRequest.newBuilder(server.realm("/cognito-identity"))
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "AWSCognitoIdentityService." + operation)
                .POST(HttpRequest.BodyPublishers.ofString(json(body))));
    }

    static String json(Object value) {
        return JSON.valueToTree(value).toString();
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new BenchException("Not JSON: " + json, e);
        }
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new BenchException(answer.uri() + " answered " + answer.statusCode() + " " + answer.body());
            }
            return read(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (IOException e) {
            throw new BenchException("No answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted", e);
        }
    }
}
