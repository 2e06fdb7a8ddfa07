package io.cloakpool.distribution;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A running Keycloak on the loopback address. It is stopped by {@link #close}, and also when this Java process ends in an
 * orderly way (an interrupt at the terminal included).
 */
public final class KeycloakServer implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration POLL_LIMIT = Duration.ofSeconds(5);

    /**
     * How to start.
     *
     * @param port the HTTP port, 1 to 65535
     * @param arguments further options of {@code kc.sh start}; without one that begins with {@code --cache} the node stays
     *     alone ({@code --cache=local}), since the default would open cluster ports on every address
     * @param environment further variables, such as {@code KC_BOOTSTRAP_ADMIN_USERNAME} or {@code JAVA_OPTS_KC_HEAP}
     * @param log gets the server's output; overwritten, its folder is created
     * @param startLimit how long the start may take, schema and realm import included
     */
    public record Options(
            int port, List<String> arguments, Map<String, String> environment, Path log, Duration startLimit) {
        /** Copies the collections. */
        public Options {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }
    }

    private final Options options;
    private final ProcessTree processes;
    private final ExitHook stopAtExit;

    private KeycloakServer(Options options, ProcessTree processes) {
        this.options = options;
        this.processes = processes;
        this.stopAtExit = ExitHook.of(this::stopUninterrupted);
    }

    /**
     * Starts a built home with {@code kc.sh start --optimized} and returns when {@code /realms/master} answers.
     *
     * @throws KeycloakException when the port is taken, or, with the last lines of the log, when the server ends early or is
     *     not ready in time
     */
    public static KeycloakServer start(KeycloakHome home, Options options) throws IOException, InterruptedException {
        FreePort.require(options.port(), "Keycloak");
        FileTree.createParent(options.log());
        Process process =
                KeycloakScript.run(home.directory(), arguments(options), options.environment(), options.log());
        KeycloakServer server = new KeycloakServer(options, new ProcessTree(process));
        boolean ready = false;
        try {
            server.awaitReady();
            ready = true;
        } finally {
            if (!ready) {
                server.killHard();
            }
        }
        return server;
    }

    /** The server's root, {@code http://127.0.0.1:<port>}, without a slash at the end. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + options.port());
    }

    /** The process id of the server itself, not of the script around it. */
    public long pid() {
        return processes.serverPid();
    }

    /** Whether the process still runs. */
    public boolean isAlive() {
        return processes.process().isAlive();
    }

    /** The file with the server's output. */
    public Path log() {
        return options.log();
    }

    /** Ends the server without any warning to it, as {@code kill -9} or a power cut would. */
    public void killHard() throws InterruptedException {
        processes.kill();
        stopAtExit.close();
    }

    /** Stops the server; after 30 s it is killed. Nothing happens when it has ended. */
    @Override
    public void close() {
        stopUninterrupted();
        stopAtExit.close();
    }

    private void stopUninterrupted() {
        try {
            processes.stop(STOP_LIMIT);
        } catch (InterruptedException e) {
            processes.killWithoutWaiting();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(POLL_LIMIT)
                .build();
        HttpRequest request = HttpRequest.newBuilder(uri().resolve("/realms/master"))
                .timeout(POLL_LIMIT)
                .build();
        long start = System.nanoTime();
        while (!answers(client, request)) {
            if (processes.process().waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new KeycloakException("Keycloak ended during its start with exit code "
                        + processes.process().exitValue() + ". " + KeycloakScript.tail(options.log()));
            }
            if (System.nanoTime() - start > options.startLimit().toNanos()) {
                throw new KeycloakException("Keycloak was not ready within "
                        + options.startLimit().toSeconds() + " s. " + KeycloakScript.tail(options.log()));
            }
        }
    }

    private static boolean answers(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            // Not listening yet; the caller decides how often that may happen.
            return false;
        }
    }

    private static List<String> arguments(Options options) {
        List<String> all = new ArrayList<>(List.of(
                "start",
                "--optimized",
                "--http-enabled=true",
                "--hostname-strict=false",
                "--http-host=127.0.0.1",
                "--http-port=" + options.port()));
        if (options.arguments().stream().noneMatch(argument -> argument.startsWith("--cache"))) {
            all.add("--cache=local");
        }
        all.addAll(options.arguments());
        return all;
    }
}
