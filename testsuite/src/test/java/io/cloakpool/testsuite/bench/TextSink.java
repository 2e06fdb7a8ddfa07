package io.cloakpool.testsuite.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A gateway that takes every text message and forgets it, on loopback. */
final class TextSink implements AutoCloseable {
    private final HttpServer server;

    private TextSink(HttpServer server) {
        this.server = server;
    }

    static TextSink start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", TextSink::take);
        server.start();
        return new TextSink(server);
    }

    private static void take(HttpExchange call) throws IOException {
        try (call) {
            call.getRequestBody().readAllBytes();
            call.sendResponseHeaders(200, -1);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
