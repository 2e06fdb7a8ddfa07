package io.cloakpool.examples.s3gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/** The S3 server behind the gateway. Bodies stream in both directions. */
final class S3Store {
    private final HttpClient client;
    private final URI endpoint;

    S3Store(HttpClient client, URI endpoint) {
        this.client = client;
        this.endpoint = endpoint;
    }

    /**
     * Sends an allowed request on.
     *
     * @param buffered the body, if it has been read already
     * @throws S3Error if the body turned out wrong; then the store has not got its end
     */
    HttpResponse<InputStream> send(ClientRequest request, CheckedBody body, Optional<byte[]> buffered)
            throws IOException, InterruptedException {
        var forward = HttpRequest.newBuilder(URI.create(endpoint + request.storeTarget()))
                .timeout(Limits.STORE_TIMEOUT)
                .method(request.method(), publisher(body, buffered));
        HeaderRules.forStore(request, forward::header);
        try {
            return client.send(forward.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw body.refusal().orElseGet(() -> (S3Error) S3Error.unavailable().initCause(e));
        }
    }

    private static BodyPublisher publisher(CheckedBody body, Optional<byte[]> buffered) {
        if (body.length() == 0) {
            return BodyPublishers.noBody();
        }
        InputStream bytes = buffered.<InputStream>map(ByteArrayInputStream::new).orElse(body);
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> bytes), body.length());
    }

    /** Passes the store's answer on. If the store breaks off, so does the client's answer. */
    static void answer(HttpResponse<InputStream> response, HttpExchange exchange) throws IOException {
        try (InputStream body = response.body()) {
            response.headers().map().forEach((name, values) -> {
                if (HeaderRules.isForClient(name)) {
                    values.forEach(value -> exchange.getResponseHeaders().add(name, value));
                }
            });
            Optional<String> length = response.headers().firstValue("Content-Length");
            if (exchange.getRequestMethod().equals("HEAD")) {
                length.ifPresent(value -> exchange.getResponseHeaders().set("Content-Length", value));
                exchange.sendResponseHeaders(response.statusCode(), -1);
                return;
            }
            long bytes = length.map(Long::parseLong).orElse(-1L);
            boolean empty = bytes == 0 || response.statusCode() == 204 || response.statusCode() == 304;
            // For the JDK's server -1 is "no body" and 0 is "length unknown".
            exchange.sendResponseHeaders(response.statusCode(), empty ? -1 : Math.max(bytes, 0));
            if (!empty) {
                body.transferTo(exchange.getResponseBody());
            }
        }
    }
}
