package io.cloakpool.migration.cognito;

import io.cloakpool.migration.http.HttpExchange;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyReply.Unavailable.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** {@link HttpExchange} outside of a server. A page of users is longer than one of them. */
final class JdkHttp implements HttpExchange {
    private static final int MAX_PAGE = 8 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    @Override
    public Result send(Request request, Duration time) {
        HttpRequest.Builder http = HttpRequest.newBuilder(request.uri())
                .timeout(time)
                .method(
                        request.method(),
                        request.body().isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(request.body()));
        request.headers().forEach(http::header);
        try {
            HttpResponse<InputStream> response = client.send(http.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(MAX_PAGE + 1);
                return bytes.length > MAX_PAGE
                        ? new Failure(
                                new Unavailable(Fault.TOO_LARGE, "its answer has more than " + MAX_PAGE + " bytes"))
                        : new Answer(response.statusCode(), new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (HttpTimeoutException e) {
            return new Failure(new Unavailable(Fault.TIMEOUT, "it did not answer in time"));
        } catch (IOException e) {
            return new Failure(new Unavailable(Fault.UNREACHABLE, "it cannot be reached"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Failure(new Unavailable(Fault.TIMEOUT, "the request was ended"));
        }
    }
}
