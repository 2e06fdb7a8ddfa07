package io.cloakpool.examples.s3gateway;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.TransientApiMetadata;

/**
 * A real S3 server (S3Proxy) in this JVM that keeps objects in memory and takes each key literally. It asks nobody for
 * credentials, so it listens on loopback only: whoever reaches it may do anything. The gateway is its only client.
 */
public final class EmbeddedS3 implements AutoCloseable {
    // Kept here, since the JDK forgets the level of a logger that nobody holds. S3Proxy answers errors and logs them
    // too:
    // each upload that the gateway breaks off would be a stack trace.
    // trace.
    private static final List<Logger> QUIET =
            List.of(Logger.getLogger("org.gaul"), Logger.getLogger("org.jclouds"), Logger.getLogger("jclouds"));

    private final S3Proxy server;
    private final BlobStoreContext context;

    private EmbeddedS3(S3Proxy server, BlobStoreContext context) {
        this.server = server;
        this.context = context;
    }

    /**
     * Starts a server on a free port of 127.0.0.1 with one empty bucket.
     *
     * @throws IOException if the server does not start
     */
    public static EmbeddedS3 start(String bucket) throws IOException {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
        BlobStoreContext context =
                ContextBuilder.newBuilder(new TransientApiMetadata()).build(BlobStoreContext.class);
        context.getBlobStore().createContainerInLocation(null, bucket);
        S3Proxy server = S3Proxy.builder()
                .blobStore(context.getBlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .build();
        try {
            server.start();
        } catch (Exception e) {
            context.close();
            throw new IOException("S3Proxy does not start", e);
        }
        return new EmbeddedS3(server, context);
    }

    /** The base URL, for {@link S3GatewayConfig#s3Endpoint}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** Stops the server. All objects are gone. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("S3Proxy does not stop", e);
        } finally {
            context.close();
        }
    }
}
