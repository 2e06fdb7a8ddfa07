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
import java.util.concurrent.TimeUnit;

/** A real nginx with the recipe of {@code examples/gateways/nginx}, changed only where its head says so. */
final class Nginx implements AutoCloseable {
    static final Path RECIPE = Path.of("../examples/gateways/nginx/cloakpool.conf");
    /** The gateway component that it says it is. */
    static final String GATEWAY = "nginx";

    private static final List<Path> PROGRAMS = List.of(Path.of("/usr/sbin/nginx"), Path.of("/usr/bin/nginx"));
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Process process;
    private final URI endpoint;

    private Nginx(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    static boolean isInstalled() {
        return PROGRAMS.stream().anyMatch(Files::isExecutable);
    }

    /**
     * Starts it on a free port of 127.0.0.1.
     *
     * @param keycloak where Cloakpool's door is asked
     * @param store where allowed requests go
     */
    static Nginx start(URI keycloak, URI store, String secret) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target").toAbsolutePath()), "nginx");
        int port = FreePort.pick();
        Files.writeString(folder.resolve("cloakpool-secret.conf"), "set $cloakpool_secret \"" + secret + "\";\n");
        String recipe = Files.readString(RECIPE);
        recipe = replaced(recipe, "server 127.0.0.1:8080;", "server " + keycloak.getAuthority() + ";");
        recipe = replaced(recipe, "server 127.0.0.1:9000;", "server " + store.getAuthority() + ";");
        recipe = replaced(recipe, "listen 127.0.0.1:9001;", "listen 127.0.0.1:" + port + ";");
        recipe = replaced(recipe, "/authorize/s3;", "/authorize/" + GATEWAY + ";");
        Files.writeString(folder.resolve("cloakpool.conf"), recipe);
        Files.writeString(folder.resolve("nginx.conf"), main(folder));
        Process process = new ProcessBuilder(
                        PROGRAMS.stream()
                                .filter(Files::isExecutable)
                                .findFirst()
                                .orElseThrow()
                                .toString(),
                        "-c",
                        folder.resolve("nginx.conf").toString(),
                        "-g",
                        "daemon off;")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.out").toFile())
                .start();
        Nginx nginx = new Nginx(process, URI.create("http://127.0.0.1:" + port));
        nginx.await(folder);
        return nginx;
    }

    /** What Debian's {@code nginx.conf} has around a site, with every file in a folder of the test. */
    private static String main(Path folder) {
        String user = System.getProperty("user.name").equals("root") ? "user root;\n" : "";
        return """
                %sworker_processes 1;
                pid %2$s/nginx.pid;
                error_log %2$s/error.log;
                events { worker_connections 256; }
                http {
                    access_log off;
                    client_body_temp_path %2$s/body;
                    proxy_temp_path %2$s/proxy;
                    fastcgi_temp_path %2$s/fastcgi;
                    uwsgi_temp_path %2$s/uwsgi;
                    scgi_temp_path %2$s/scgi;
                    include %2$s/cloakpool.conf;
                }
                """
                .formatted(user, folder);
    }

    private static String replaced(String text, String what, String by) {
        if (!text.contains(what)) {
            throw new IllegalStateException("the recipe has no " + what);
        }
        return text.replace(what, by);
    }

    private void await(Path folder) throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nginx ended: " + Files.readString(folder.resolve("nginx.out")));
            }
            if (accepts()) {
                return;
            }
        }
        process.destroy();
        throw new IllegalStateException("nginx is not ready in time");
    }

    private boolean accepts() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort())) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
