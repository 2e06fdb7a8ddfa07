package io.cloakpool.testsuite.demo;

import io.cloakpool.testsuite.pool.SignedRequests.Header;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client that writes exactly the bytes that it is told; a character is a byte. */
final class RawSocket {
    private static final int LIMIT_MILLIS = 20_000;

    private RawSocket() {}

    /** What came back, head and body as they stand; empty where the server only closed. */
    record Answer(String text) {
        int status() {
            return text.matches("(?s)HTTP/1\\.1 \\d{3} .*") ? Integer.parseInt(text.substring(9, 12)) : 0;
        }

        /** The first value of a header; empty when there is none. */
        String header(String name) {
            return text.lines()
                    .takeWhile(line -> !line.isEmpty())
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /** Sends a GET without body on a connection of its own. */
    static Answer get(URI server, String target, String host, List<Header> headers) {
        StringBuilder request =
                new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n");
        headers.forEach(header -> request.append(header.name())
                .append(": ")
                .append(header.value())
                .append("\r\n"));
        return send(server, request.append("\r\n").toString());
    }

    /** Sends any bytes and reads until the server closes. */
    static Answer send(URI server, String bytes) {
        return send(server, InetAddress.getLoopbackAddress(), bytes);
    }

    /** @param from the client's own address, which gateways tell Cloakpool */
    static Answer send(URI server, InetAddress from, String bytes) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return new Answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (SocketException closedEarly) {
            // A server may cut off what it will not read.
            return new Answer("");
        } catch (IOException e) {
            throw new AssertionError("no answer from " + server, e);
        }
    }
}
