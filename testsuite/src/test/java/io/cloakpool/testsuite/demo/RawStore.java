package io.cloakpool.testsuite.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A store that answers 200 to whatever it gets and remembers each head, byte for byte. HTTP servers would refuse some of them on
 * their own, and hide that they arrived. Bodies are not understood.
 */
final class RawStore implements AutoCloseable {
    /** A request's head; a character is a byte. */
    record Head(String line, List<String> headers) {
        String target() {
            return line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' '));
        }
    }

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Head> heads = new ConcurrentLinkedQueue<>();

    private RawStore(ServerSocket socket) {
        this.socket = socket;
    }

    static RawStore start() throws IOException {
        RawStore store = new RawStore(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        store.threads.execute(store::accept);
        return store;
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                threads.execute(() -> serve(connection));
            }
        } catch (SocketException closed) {
            // The end of the test.
        } catch (IOException e) {
            throw new IllegalStateException("the store cannot accept", e);
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                List<String> headers = new ArrayList<>();
                for (String next = in.readLine(); next != null && !next.isEmpty(); next = in.readLine()) {
                    headers.add(next);
                }
                heads.add(new Head(line, headers));
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (SocketException closed) {
            // A gateway drops connections that it kept.
        } catch (IOException e) {
            throw new IllegalStateException("the store cannot answer", e);
        }
    }

    /** What came since the last call. */
    List<Head> take() {
        List<Head> taken = new ArrayList<>();
        for (Head head = heads.poll(); head != null; head = heads.poll()) {
            taken.add(head);
        }
        return taken;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
