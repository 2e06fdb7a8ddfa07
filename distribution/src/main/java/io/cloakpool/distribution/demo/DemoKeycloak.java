package io.cloakpool.distribution.demo;

import io.cloakpool.distribution.FreePort;
import io.cloakpool.distribution.KeycloakHome;
import io.cloakpool.distribution.KeycloakServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Keycloak with the jars and one realm. Its home is kept for the next run, its database is not: secrets are new each time, and an import
 * never overwrites a realm.
 *
 * @param folder that the home and the log are in
 * @param built options of the build
 * @param started further options of the start
 * @param environment further variables
 */
record DemoKeycloak(
        Path folder, Path realm, int port, List<String> built, List<String> started, Map<String, String> environment) {
    private static final Duration START_LIMIT = Duration.ofMinutes(10);
    private static final String DATABASE = "jdbc:h2:mem:demo;NON_KEYWORDS=VALUE;DB_CLOSE_DELAY=-1";

    KeycloakServer start(DemoFiles files, Progress progress) throws Exception {
        FreePort.require(port, "Keycloak");
        KeycloakHome home = progress.step("Unpacking Keycloak", () -> KeycloakHome.unpack(files.keycloakZip(), home()));
        home.provide(files.providers());
        home.importRealms(List.of(realm));
        List<String> build = new ArrayList<>(List.of("--db=dev-file"));
        build.addAll(built);
        progress.step("Building the server with the provider jars", () -> home.build(build));
        Files.createDirectories(home().resolve("data"));
        return progress.step("Starting Keycloak on port " + port, () -> KeycloakServer.start(home, options()));
    }

    private Path home() {
        return folder.resolve("keycloak");
    }

    private KeycloakServer.Options options() {
        List<String> start = new ArrayList<>(
                List.of("--import-realm", "--hostname=http://localhost:" + port, "--db-url=" + DATABASE));
        start.addAll(started);
        return new KeycloakServer.Options(port, start, environment, folder.resolve("keycloak.log"), START_LIMIT);
    }
}
