package io.cloakpool.examples.s3gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the gateway as a program, configured by environment variables; the README lists them. */
public final class S3GatewayMain {
    private S3GatewayMain() {}

    /** Runs until the process is stopped. Exit code 2 for a configuration that cannot be used. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Map<String, String> env = System.getenv();
        try (EmbeddedS3 store = EmbeddedS3.start(env.getOrDefault("GATEWAY_BUCKET", "demo"));
                S3Gateway gateway = S3Gateway.start(config(env, store.endpoint()))) {
            System.out.println("S3 endpoint: " + gateway.endpoint());
            var stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown));
            stopped.await();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /** @throws IllegalArgumentException naming the variable that is missing or wrong */
    static S3GatewayConfig config(Map<String, String> env, URI store) {
        String[] listen = env.getOrDefault("GATEWAY_LISTEN", "127.0.0.1:9001").split(":", -1);
        if (listen.length != 2 || !listen[1].matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("GATEWAY_LISTEN must be host:port");
        }
        Set<String> origins = Stream.of(
                        env.getOrDefault("GATEWAY_CORS_ORIGINS", "").split(",", -1))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toSet());
        return new S3GatewayConfig(
                new InetSocketAddress(listen[0], Integer.parseInt(listen[1])),
                URI.create(required(env, "GATEWAY_AUTHORIZE_URL")),
                required(env, "GATEWAY_SECRET"),
                store,
                origins);
    }

    private static String required(Map<String, String> env, String name) {
        String value = env.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must be set");
        }
        return value;
    }
}
