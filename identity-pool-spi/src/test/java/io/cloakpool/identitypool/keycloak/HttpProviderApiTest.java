package io.cloakpool.identitypool.keycloak;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloakpool.aws.http.OutboundHosts;
import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.Stub;
import io.cloakpool.identitypool.login.ProviderApi.Answer;
import io.cloakpool.identitypool.spi.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.connections.httpclient.HttpClientProvider;

/** Asks a real server on this machine. */
@Tag("keycloak")
@SuppressWarnings("NullAway.Init")
final class HttpProviderApiTest {
    private final CloseableHttpClient client = HttpClients.createDefault();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final FakeServer server = new FakeServer();
    private final CountDownLatch done = new CountDownLatch(1);
    private HttpServer provider;
    private HttpProviderApi api;
    private volatile int status = 200;
    private volatile String body = "{}";
    private volatile List<@Nullable String> headers = List.of();

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.setExecutor(threads);
        provider.createContext("/", exchange -> {
            headers = List.of(
                    String.valueOf(exchange.getRequestHeaders().getFirst("Accept")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    exchange.getRequestURI().toString());
            exchange.getResponseHeaders().add("Location", "/moved");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        provider.createContext("/drip", this::drip);
        provider.start();
        server.provide(
                HttpClientProvider.class,
                Stub.of(HttpClientProvider.class, Map.of("getHttpClient", arguments -> client)));
        api = api(OutboundHosts.ANY);
    }

    private HttpProviderApi api(OutboundHosts hosts) {
        return new HttpProviderApi(
                server.session(),
                new BoundedHttp(server.session(), new Deadlines(), hosts),
                new RefusalThrottle(new FakeClock()));
    }

    @AfterEach
    void stop() throws IOException {
        done.countDown();
        provider.stop(0);
        threads.shutdownNow();
        client.close();
    }

    @Test
    void answer_is_read_whatever_its_status() {
        body = "{\"a\":{\"b\":[1,null]},\"n\":null,\"big\":4000000000}";

        Answer answer = get("/x?token=t%7C1", "1001|s");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .containsEntry("big", 4_000_000_000L)
                .containsEntry("n", null)
                .containsKey("a");
        assertThat(answer).hasToString("Answer[200]");
        assertThat(headers).containsExactly("application/json", "Bearer 1001|s", "/x?token=t%7C1");
        status = 400;
        assertThat(get("/", null).status()).isEqualTo(400);
        assertThat(headers).contains("null");
    }

    @Test
    void redirect_is_an_answer_and_not_followed() {
        status = 302;

        assertThat(get("/x", null).status()).isEqualTo(302);
        assertThat(headers).contains("/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "1", "<html>", "{", "{}{}", "{\"a\":1,\"a\":2}", "{\"a\":NaN}"})
    void answer_that_is_no_single_json_object_is_an_external_fault(String text) {
        body = text;

        refused("/");
    }

    @Test
    void answer_that_is_huge_is_an_external_fault() {
        body = "{}" + " ".repeat(64 * 1024);

        refused("/");
    }

    @Test
    void provider_that_drips_is_not_waited_for() {
        Instant start = Instant.now();

        refused("/drip");

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(7));
    }

    @Test
    void nobody_there_is_an_external_fault() {
        assertRefused(Reason.EXTERNAL_SERVICE, () -> api.get(URI.create("http://127.0.0.1:1/?token=secret"), null));
    }

    @Test
    void host_that_the_server_may_not_call_is_not_called() {
        api = api(OutboundHosts.of("elsewhere.example"));
        refused("/");
        assertThat(headers).isEmpty();

        api = api(OutboundHosts.of("elsewhere.example", "127.0.0.1"));
        assertThat(get("/", null).status()).isEqualTo(200);
    }

    private void refused(String path) {
        assertThat(assertRefused(Reason.EXTERNAL_SERVICE, () -> get(path + "?token=secret", "app|hidden")))
                .hasMessage("The login's provider cannot be asked.");
    }

    private Answer get(String path, @Nullable String bearer) {
        return api.get(URI.create("http://127.0.0.1:" + provider.getAddress().getPort() + path), bearer);
    }

    /** A byte now and then, for longer than anybody waits. */
    private void drip(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, 1_000);
            while (!done.await(500, TimeUnit.MILLISECONDS)) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
