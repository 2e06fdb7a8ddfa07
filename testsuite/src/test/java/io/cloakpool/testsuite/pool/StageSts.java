package io.cloakpool.testsuite.pool;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in the place of an STS that does to each connection what a test wants. */
final class StageSts implements AutoCloseable {
    /** What happens to a connection once the request has arrived. */
    interface Act {
        void on(Socket connection) throws IOException, InterruptedException;
    }

    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n");

    private final ServerSocket server = listen();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger connections = new AtomicInteger();

    StageSts(Act act) {
        threads.execute(() -> {
            while (!server.isClosed()) {
                serve(act);
            }
        });
    }

    /** One that gives a whole answer. */
    static StageSts answering(String statusAndHeaders, String body) {
        return new StageSts(connection -> connection
                .getOutputStream()
                .write(("HTTP/1.1 " + statusAndHeaders + "\r\nContent-Length: " + body.length()
                                + "\r\nConnection: close\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII)));
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Act act) {
        try {
            Socket connection = server.accept();
            connections.incrementAndGet();
            threads.execute(() -> play(act, connection));
        } catch (IOException e) {
            // The server was closed, or will be asked again.
        }
    }

    private static void play(Act act, Socket connection) {
        try (connection) {
            readRequest(connection.getInputStream());
            act.on(connection);
        } catch (IOException e) {
            // The other side has hung up, as most of these tests want it to.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** To its end: a connection that is closed with something unread takes the answer along. */
    private static void readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.append((char) b);
            if (b == '\n' && head.toString().endsWith(END_OF_HEAD)) {
                break;
            }
        }
        Matcher length = CONTENT_LENGTH.matcher(head);
        if (length.find()) {
            in.readNBytes(Integer.parseInt(length.group(1)));
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
