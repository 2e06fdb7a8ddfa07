package io.cloakpool.migration.cognito;

import io.cloakpool.migration.http.HttpExchange;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyReply.Unavailable.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@link HttpExchange} outside of a server. A page of users is longer than one of them. */
final class JdkHttp implements HttpExchange {
    private static final int MAX_PAGE = 8 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private static final Executor THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "cloakpool-export");
        thread.setDaemon(true);
        return thread;
    });

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
        long end = System.nanoTime() + time.toNanos();
        try {
            HttpResponse<InputStream> response = client.send(http.build(), HttpResponse.BodyHandlers.ofInputStream());
            // The client's own time ends with the headers.
            CompletableFuture<byte[]> body = CompletableFuture.supplyAsync(() -> read(response.body()), THREADS);
            try {
                byte[] bytes = body.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                return bytes.length > MAX_PAGE
                        ? new Failure(
                                new Unavailable(Fault.TOO_LARGE, "its answer has more than " + MAX_PAGE + " bytes"))
                        : new Answer(response.statusCode(), new String(bytes, StandardCharsets.UTF_8));
            } finally {
                // Ends whoever reads it.
                response.body().close();
            }
        } catch (HttpTimeoutException | TimeoutException e) {
            return new Failure(new Unavailable(Fault.TIMEOUT, "it did not answer in time"));
        } catch (ExecutionException e) {
            return new Failure(new Unavailable(Fault.CUT_OFF, "it ended the connection"));
        } catch (IOException e) {
            return new Failure(new Unavailable(Fault.UNREACHABLE, "it cannot be reached"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Failure(new Unavailable(Fault.TIMEOUT, "the request was ended"));
        }
    }

    private static byte[] read(InputStream body) {
        try {
            return body.readNBytes(MAX_PAGE + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
