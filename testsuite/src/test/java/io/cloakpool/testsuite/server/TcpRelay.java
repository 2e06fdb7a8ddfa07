package io.cloakpool.testsuite.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between a server and its clients, so that the server can be away for them without being stopped. */
final class TcpRelay implements AutoCloseable {
    private final int target;
    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listener;

    private TcpRelay(int target, ServerSocket listener) {
        this.target = target;
        this.port = listener.getLocalPort();
        this.listener = listener;
    }

    /** A relay to a port of this machine. */
    static TcpRelay to(int target) throws IOException {
        TcpRelay relay = new TcpRelay(target, listen(0));
        relay.accept(relay.listener);
        return relay;
    }

    /** Where clients reach the server. */
    int port() {
        return port;
    }

    /** Ends every connection, and refuses new ones. */
    void cut() {
        closeQuietly(listener);
        open.forEach(TcpRelay::closeQuietly);
        open.clear();
    }

    /** Takes connections again. */
    void restore() {
        try {
            listener = listen(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accept(listener);
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    private void accept(ServerSocket on) {
        threads.execute(() -> {
            while (!on.isClosed()) {
                acceptNext(on);
            }
        });
    }

    private void acceptNext(ServerSocket on) {
        try {
            Socket client = on.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(client);
            open.add(server);
            pump(client, server);
            pump(server, client);
        } catch (IOException e) {
            // Cut, or the server is away: its clients see that their connection ends.
            return;
        }
    }

    /** Either end that closes takes the other one along. */
    private void pump(Socket from, Socket to) {
        threads.execute(() -> {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                return;
            } finally {
                open.remove(from);
                open.remove(to);
            }
        });
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException("a socket does not close", e);
        }
    }

    @Override
    public void close() {
        cut();
        threads.shutdownNow();
    }
}
