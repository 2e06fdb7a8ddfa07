package io.cloakpool.testsuite.demo;

import io.cloakpool.distribution.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A gateway of this machine with a recipe of {@code examples/gateways}, on a free port of 127.0.0.1. */
public final class GatewayProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Process process;
    private final URI endpoint;
    private final Path folder;

    private GatewayProcess(Process process, URI endpoint, Path folder) {
        this.process = process;
        this.endpoint = endpoint;
        this.folder = folder;
    }

    /** Where the program finds its files; stays for whoever wants to read the logs. */
    static Path folder(String name) throws IOException {
        return Files.createTempDirectory(
                Files.createDirectories(Path.of("target").toAbsolutePath()), name);
    }

    static int port() throws IOException {
        return FreePort.pick();
    }

    /** Starts the program and waits until it listens on the port. */
    static GatewayProcess start(Path folder, int port, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("gateway.out").toFile());
        builder.environment().putAll(environment);
        GatewayProcess gateway = new GatewayProcess(builder.start(), URI.create("http://127.0.0.1:" + port), folder);
        gateway.await();
        return gateway;
    }

    /** Changes a line of a recipe as its head tells a user to. */
    static String replaced(String text, String what, String by) {
        if (!text.contains(what)) {
            throw new IllegalStateException("the recipe has no " + what);
        }
        return text.replace(what, by);
    }

    private void await() throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        "the gateway ended: " + Files.readString(folder.resolve("gateway.out")));
            }
            if (accepts()) {
                return;
            }
        }
        process.destroy();
        throw new IllegalStateException("the gateway is not ready in time");
    }

    private boolean accepts() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort())) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Its address, without a path. */
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
