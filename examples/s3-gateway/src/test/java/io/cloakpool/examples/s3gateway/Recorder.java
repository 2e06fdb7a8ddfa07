package io.cloakpool.examples.s3gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that writes down what it is sent and answers as told. Stands for Cloakpool's door or for the store. */
final class Recorder implements AutoCloseable {
    record Received(String method, String target, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return String.join("|", headers.getOrDefault(name, List.of()));
        }
    }

    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Answer answer;

    private Recorder(HttpServer server, Answer answer) {
        this.server = server;
        this.answer = answer;
    }

    static Recorder start(Answer answer) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var recorder = new Recorder(server, answer);
        server.setExecutor(recorder.threads);
        server.createContext("/", recorder::handle);
        server.start();
        return recorder;
    }

    static Answer status(int status, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    static Answer allow() {
        return status(
                200,
                "X-Cloakpool-Principal-Arn",
                "arn:aws:sts::123456789012:assumed-role/user/x",
                "X-Cloakpool-Identity-Id",
                "eu-central-1:00000000-0000-4000-8000-000000000001",
                "X-Cloakpool-Role-Arn",
                "arn:aws:iam::123456789012:role/user");
    }

    void answers(Answer next) {
        answer = next;
    }

    List<Received> received() {
        return received;
    }

    Received last() {
        return received.get(received.size() - 1);
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(exchange.getRequestHeaders());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
        answer.to(exchange);
        exchange.close();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
