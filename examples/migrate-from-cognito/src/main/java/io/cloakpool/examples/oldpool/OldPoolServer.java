package io.cloakpool.examples.oldpool;

import com.sun.net.httpserver.HttpServer;
import io.cloakpool.aws.sigv4.SigV4Verifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The stand-in on the loopback address. What is in its pools ends with it. */
final class OldPoolServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads;

    private OldPoolServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts it.
     *
     * @param port 0 for any that is free
     */
    static OldPoolServer start(int port, String region, Door.Key key) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        server.setExecutor(threads);
        server.createContext(
                "/", new Door(new UserPools(region), key, region, new SigV4Verifier(InstantSource.system())));
        server.start();
        return new OldPoolServer(server, threads);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
