package io.cloakpool.testsuite.server;

import io.cloakpool.distribution.FreePort;
import io.cloakpool.distribution.KeycloakHome;
import io.cloakpool.distribution.KeycloakServer;
import io.cloakpool.distribution.demo.DemoSecrets;
import io.cloakpool.testsuite.demo.Realm;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.logs.TraceLogs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A server on a database, to be started as often as a test needs it.
 *
 * @param name of its log
 * @param secrets that fill the placeholders of the realm, and the first administrator's password
 */
record Installation(String name, KeycloakHome home, Database database, DemoSecrets secrets, int port) {
    static final Path RECIPE = Path.of("../realm-exports/identity-pool-demo.json");

    /** In a run of half a minute the optimising compiler costs more than it gains. */
    private static final String SHORT_RUN = "-XX:TieredStopAtLevel=1";

    private static final String REALM = "demo";
    private static final Duration START_LIMIT = Duration.ofMinutes(10);

    /** A server that imports the demo realm. */
    static Installation of(String name, KeycloakHome home, Database database) throws IOException {
        home.importRealms(List.of(RECIPE));
        return new Installation(name, home, database, DemoSecrets.random(), FreePort.pick());
    }

    /** The same one, started from another home. The realm is in the database by now. */
    Installation at(KeycloakHome other) {
        return new Installation(name, other, database, secrets, port);
    }

    /**
     * Starts it.
     *
     * @param more further options of the start
     */
    KeycloakServer start(String... more) throws IOException, InterruptedException {
        return start(environment(), more);
    }

    KeycloakServer start(Map<String, String> environment, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--import-realm"));
        arguments.addAll(databaseOptions());
        arguments.addAll(List.of(more));
        return KeycloakServer.start(home, new KeycloakServer.Options(port, arguments, environment, log(), START_LIMIT));
    }

    /**
     * Runs a command of Keycloak that ends by itself on this database, {@code export} or {@code import}.
     *
     * @param options further options of the command
     */
    void run(String command, String... options) throws IOException, InterruptedException {
        run(environment(), command, options);
    }

    void run(Map<String, String> environment, String command, String... options)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(command, "--optimized"));
        arguments.addAll(databaseOptions());
        arguments.addAll(List.of(options));
        home.run(arguments, environment, Homes.WORK.resolve(name + "-" + command + ".log"));
    }

    /** What the server wrote in its last run. */
    Path log() {
        return Homes.WORK.resolve(name + ".log");
    }

    List<String> databaseOptions() {
        return List.of("--db-url=" + database.url(), "--db-username=" + Database.USER);
    }

    /** The variables that a start or an import needs. */
    Map<String, String> environment() {
        Map<String, String> all = secrets.environment("http://localhost:3000");
        all.put("KC_DB_PASSWORD", database.password());
        all.put("JAVA_OPTS_APPEND", SHORT_RUN);
        Issued.addAllOf(all);
        all.putAll(TraceLogs.environment(name));
        return all;
    }

    Realm realm() {
        return realm(REALM);
    }

    Realm realm(String realmName) {
        return new Realm(URI.create("http://127.0.0.1:" + port), realmName, "admin", secrets.admin());
    }

    /** An app of the demo realm. */
    PoolClient client() {
        return new PoolClient(realm(), secrets.gateway());
    }

    /** The same app behind a load balancer. */
    PoolClient client(URI front) {
        return new PoolClient(new Realm(front, REALM, "admin", secrets.admin()), secrets.gateway());
    }
}
