package io.cloakpool.authenticators.keycloak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** A gateway of text messages on this machine, which keeps what it is asked and answers as it is told. */
final class FakeGateway implements AutoCloseable {
    private static final Pattern AMPERSAND = Pattern.compile("&");

    /** What arrived. */
    record Arrived(String method, String target, Map<String, List<String>> headers, String body) {
        Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .flatMap(header -> header.getValue().stream())
                    .findFirst();
        }

        Map<String, String> form() {
            Map<String, String> fields = new LinkedHashMap<>();
            AMPERSAND.splitAsStream(body).forEach(piece -> {
                int equals = piece.indexOf('=');
                fields.put(decode(piece.substring(0, equals)), decode(piece.substring(equals + 1)));
            });
            return fields;
        }

        private static String decode(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
    }

    /** How it answers. */
    @FunctionalInterface
    interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private volatile Answer answer = exchange -> say(exchange, 200, "");

    FakeGateway() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            arrived.add(new Arrived(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            answer.to(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void answers(int status, String body) {
        answer = exchange -> say(exchange, status, body);
    }

    void answers(Answer how) {
        answer = how;
    }

    static void say(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    List<Arrived> arrived() {
        return arrived;
    }

    /** The one request. */
    Arrived only() {
        if (arrived.size() != 1) {
            throw new AssertionError(arrived.size() + " requests");
        }
        return arrived.get(0);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
