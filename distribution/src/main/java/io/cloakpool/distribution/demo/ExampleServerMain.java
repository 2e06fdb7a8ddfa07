package io.cloakpool.distribution.demo;

import io.cloakpool.distribution.KeycloakException;
import io.cloakpool.distribution.KeycloakServer;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A Keycloak for an example that is a script: with the jars, one realm and metrics, until the process is stopped. The variables of the
 * environment reach it, those for the realm's placeholders and for the first administrator too. The working directory is the repository's
 * root.
 */
public final class ExampleServerMain {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final int WRONG_USE = 2;
    private static final int NEEDED = 4;

    private ExampleServerMain() {}

    /** @param arguments the folder for the server's home, the realm's file, the port, the port of the metrics, and further options */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < NEEDED) {
            OUT.println("needs a folder, a realm, a port and a port for metrics");
            System.exit(WRONG_USE);
        }
        List<String> options = new ArrayList<>(List.of("--http-management-port=" + arguments[3]));
        options.addAll(List.of(arguments).subList(NEEDED, arguments.length));
        DemoKeycloak keycloak = new DemoKeycloak(
                Path.of(arguments[0]).toAbsolutePath(),
                Path.of(arguments[1]).toAbsolutePath(),
                Integer.parseInt(arguments[2]),
                List.of("--metrics-enabled=true", "--event-metrics-user-enabled=true"),
                options,
                Map.of());
        try (Progress progress = new Progress(OUT);
                KeycloakServer server = keycloak.start(new DemoFiles(Path.of("").toAbsolutePath()), progress)) {
            OUT.println("Keycloak answers at " + server.uri());
            new CountDownLatch(1).await();
        } catch (DemoException | KeycloakException e) {
            OUT.println(e.getMessage());
            System.exit(WRONG_USE);
        }
    }
}
