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

/** Serves a browser app, and what it must know, on one port of the loopback address. */
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

    /** The example of a browser app with its libraries, from this folder. */
    static WebApp example(RunningDemo demo, Path folder, int port) throws IOException {
        byte[] settings = new ObjectMapper()
                .writeValueAsBytes(Map.of(
                        "keycloak", demo.get("KEYCLOAK_URL"),
                        "realm", demo.get("REALM"),
                        "clientId", demo.get("CLIENT_ID"),
                        "identityPoolId", demo.get("IDENTITY_POOL_ID"),
                        "loginKey", demo.loginKey(),
                        "store", demo.get("S3_ENDPOINT"),
                        "bucket", demo.get("BUCKET"),
                        "region", demo.get("REGION")));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            Path file = folder.resolve(path.equals("/") ? "index.html" : path.substring(1));
            answer(exchange, type(file), Files.readAllBytes(file));
        });
        server.createContext("/settings.json", exchange -> answer(exchange, "application/json", settings));
        server.start();
        return new WebApp(server);
    }

    private static String type(Path file) {
        String name = file.toString();
        return name.endsWith(".html") ? "text/html" : name.endsWith(".css") ? "text/css" : "text/javascript";
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
