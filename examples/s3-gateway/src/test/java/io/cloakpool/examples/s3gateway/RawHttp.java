package io.cloakpool.examples.s3gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client that writes exactly the bytes it is told, which HTTP libraries do not. */
final class RawHttp {
    private final URI endpoint;

    RawHttp(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** The whole answer as text. Content-Length is added for a body unless the headers frame it. */
    String send(String method, String target, List<String> headers, byte[] body) throws IOException {
        var request = new ByteArrayOutputStream();
        request.writeBytes(latin1(method + " " + target + " HTTP/1.1\r\nHost: s3.test\r\nConnection: close\r\n"));
        headers.forEach(header -> request.writeBytes(latin1(header + "\r\n")));
        boolean framed = headers.stream().anyMatch(h -> h.startsWith("Content-Length") || h.startsWith("Transfer-"));
        if (body.length > 0 && !framed) {
            request.writeBytes(latin1("Content-Length: " + body.length + "\r\n"));
        }
        request.writeBytes(latin1("\r\n"));
        request.writeBytes(body);
        try (var socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.toByteArray());
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    String get(String target, String... headers) throws IOException {
        return send("GET", target, List.of(headers), new byte[0]);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
