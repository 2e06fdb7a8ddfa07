package io.cloakpool.testsuite.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real Caddy with the recipe of {@code examples/gateways/caddy}, changed only where its head says so. */
final class Caddy {
    /** The gateway component that it says it is. */
    static final String GATEWAY = "caddy";

    private static final Path RECIPE = Path.of("../examples/gateways/caddy/Caddyfile");
    private static final Path PROGRAM = Path.of("/usr/bin/caddy");

    private Caddy() {}

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /**
     * Starts it.
     *
     * @param keycloak where Cloakpool's door is asked
     * @param store where allowed requests go
     * @param origin of the pages that may call
     */
    static GatewayProcess start(URI keycloak, URI store, String secret, String origin)
            throws IOException, InterruptedException {
        Path folder = GatewayProcess.folder("caddy");
        int port = GatewayProcess.port();
        String recipe = Files.readString(RECIPE);
        recipe = GatewayProcess.replaced(recipe, ":9001 {", ":" + port + " {\n\tbind 127.0.0.1");
        recipe = GatewayProcess.replaced(recipe, "127.0.0.1:8080", keycloak.getAuthority());
        recipe = GatewayProcess.replaced(recipe, "127.0.0.1:7480", store.getAuthority());
        recipe = GatewayProcess.replaced(recipe, "/authorize/s3", "/authorize/" + GATEWAY);
        recipe = GatewayProcess.replaced(recipe, "http://localhost:3000", origin);
        Path file = Files.writeString(folder.resolve("Caddyfile"), "{\n\tadmin off\n}\n" + recipe);
        List<String> command =
                List.of(PROGRAM.toString(), "run", "--config", file.toString(), "--adapter", "caddyfile");
        return GatewayProcess.start(
                folder,
                port,
                Map.of("CLOAKPOOL_SECRET", secret, "HOME", folder.toString()),
                command.toArray(String[]::new));
    }
}
