package io.cloakpool.testsuite.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server that answers every request alike and remembers what it got. */
final class RecordingServer implements AutoCloseable {
    /** A request as it arrived; header names in lower case. */
    record Seen(String method, String target, Map<String, List<String>> headers) {
        List<String> values(String header) {
            return headers.getOrDefault(header.toLowerCase(Locale.ROOT), List.of());
        }
    }

    private final HttpServer server;
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();

    private RecordingServer(HttpServer server) {
        this.server = server;
    }

    static RecordingServer start(Map<String, String> answerHeaders) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        RecordingServer recorder = new RecordingServer(server);
        server.createContext("/", exchange -> recorder.answer(exchange, answerHeaders));
        server.start();
        return recorder;
    }

    private void answer(HttpExchange exchange, Map<String, String> answerHeaders) throws IOException {
        try (exchange) {
            Map<String, List<String>> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
            seen.add(new Seen(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers));
            exchange.getRequestBody().readAllBytes();
            answerHeaders.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** What came since the last call. */
    List<Seen> take() {
        List<Seen> taken = List.copyOf(seen);
        seen.removeAll(taken);
        return taken;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
