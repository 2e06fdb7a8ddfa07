package io.cloakpool.testsuite.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A real nginx with a recipe of {@code examples}, changed only where its head says so. */
public final class Nginx {
    static final Path RECIPE = Path.of("../examples/gateways/nginx/cloakpool.conf");
    static final Path CACHED_READS = RECIPE.resolveSibling("cached-reads.conf");

    private static final Path BALANCER = Path.of("../examples/load-balancer/nginx.conf");
    private static final Path ANSWERS = RECIPE.resolveSibling("s3-answers.conf");
    private static final String CACHE = "/var/cache/nginx/cloakpool";

    /** The gateway component that it says it is. */
    static final String GATEWAY = "nginx";

    private static final List<Path> PROGRAMS = List.of(Path.of("/usr/sbin/nginx"), Path.of("/usr/bin/nginx"));

    private Nginx() {}

    public static boolean isInstalled() {
        return PROGRAMS.stream().anyMatch(Files::isExecutable);
    }

    /**
     * Starts it with the recipe as it is.
     *
     * @param keycloak where Cloakpool's door is asked
     * @param store where allowed requests go
     */
    static GatewayProcess start(URI keycloak, URI store, String secret) throws IOException, InterruptedException {
        return start(RECIPE, keycloak, store, secret, UnaryOperator.identity());
    }

    /** @param mistake what somebody did to the recipe */
    static GatewayProcess start(Path recipe, URI keycloak, URI store, String secret, UnaryOperator<String> mistake)
            throws IOException, InterruptedException {
        Path folder = GatewayProcess.folder("nginx");
        int port = GatewayProcess.port();
        Files.writeString(folder.resolve("cloakpool-secret.conf"), "set $cloakpool_secret \"" + secret + "\";\n");
        String text = Files.readString(recipe);
        text = GatewayProcess.replaced(text, "server 127.0.0.1:8080;", "server " + keycloak.getAuthority() + ";");
        text = GatewayProcess.replaced(text, "server 127.0.0.1:7480;", "server " + store.getAuthority() + ";");
        text = GatewayProcess.replaced(text, "listen 127.0.0.1:9001;", "listen 127.0.0.1:" + port + ";");
        text = GatewayProcess.replaced(text, "/authorize/s3;", "/authorize/" + GATEWAY + ";");
        text = text.replace(CACHE, folder.resolve("cache").toString());
        Files.copy(ANSWERS, folder.resolve("s3-answers.conf"));
        return start(folder, port, mistake.apply(text));
    }

    /** Starts it in front of two nodes. */
    public static GatewayProcess balance(int port, URI one, URI two) throws IOException, InterruptedException {
        Path folder = GatewayProcess.folder("nginx-balancer");
        String text = Files.readString(BALANCER);
        text = GatewayProcess.replaced(text, "server 127.0.0.1:8080 ", "server " + one.getAuthority() + " ");
        text = GatewayProcess.replaced(text, "server 127.0.0.1:8081 ", "server " + two.getAuthority() + " ");
        text = GatewayProcess.replaced(text, "listen 127.0.0.1:8000;", "listen 127.0.0.1:" + port + ";");
        return start(folder, port, text);
    }

    private static GatewayProcess start(Path folder, int port, String recipe) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("cloakpool.conf"), recipe);
        Files.writeString(folder.resolve("nginx.conf"), main(folder));
        String program = PROGRAMS.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow()
                .toString();
        return GatewayProcess.start(
                folder,
                port,
                Map.of(),
                program,
                "-c",
                folder.resolve("nginx.conf").toString(),
                "-g",
                "daemon off;");
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
}
