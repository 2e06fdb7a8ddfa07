package io.cloakpool.examples.s3gateway;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An S3 endpoint whose users are those of a Cloakpool identity pool. Path-style addressing only: the gateway component in
 * Cloakpool must name no S3 base domains, so that both read the bucket from the path.
 */
public final class S3Gateway implements AutoCloseable {
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final HttpServer server;
    private final ExecutorService threads;

    private S3Gateway(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts serving. Sets the system property {@code sun.net.httpserver.nodelay}, unless it is set: the JDK has no other
     * switch, and without it an answer's body waits about 40 ms for the acknowledgement of its head.
     *
     * @throws IOException if the address cannot be used
     */
    public static S3Gateway start(S3GatewayConfig config) throws IOException {
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
        HttpServer server = HttpServer.create(config.listen(), 0);
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Limits.CONNECT_TIMEOUT)
                .build();
        ExecutorService threads = Executors.newFixedThreadPool(Limits.THREADS);
        server.setExecutor(threads);
        server.createContext(
                "/",
                new GatewayHandler(
                        new AuthorizeDoor(
                                client, config.authorizeUrl(), config.gatewaySecret(), Limits.DECISION_TIMEOUT),
                        new S3Store(client, config.s3Endpoint()),
                        new Cors(config.corsOrigins())));
        server.start();
        return new S3Gateway(server, threads);
    }

    /** The base URL that S3 clients use, with the port that was taken. */
    public URI endpoint() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    /** Stops at once; requests in flight are broken off. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
