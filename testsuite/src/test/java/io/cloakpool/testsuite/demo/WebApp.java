package io.cloakpool.testsuite.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Serves the page of a browser app, and what the page must know, on one port of the loopback address. */
final class WebApp implements AutoCloseable {
    private final HttpServer server;

    private WebApp(HttpServer server) {
        this.server = server;
    }

    /** @param port 0 for any free one */
    static WebApp start(RunningDemo demo, int port) throws IOException {
        byte[] page = Files.readAllBytes(Path.of("src/test/js/webapp.html"));
        byte[] settings = new ObjectMapper()
                .writeValueAsBytes(Map.of(
                        "realm", demo.realm().toString(),
                        "clientId", demo.get("CLIENT_ID"),
                        "poolId", demo.get("IDENTITY_POOL_ID"),
                        "loginKey", demo.loginKey()));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> answer(exchange, "text/html", page));
        server.createContext("/settings.json", exchange -> answer(exchange, "application/json", settings));
        server.start();
        return new WebApp(server);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
