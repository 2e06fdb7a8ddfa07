package io.cloakpool.testsuite.bench;

import io.cloakpool.distribution.FreePort;
import io.cloakpool.distribution.KeycloakHome;
import io.cloakpool.distribution.KeycloakServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Keycloak in production mode, alone on its core. */
final class BenchServer implements AutoCloseable {
    static final String ADMIN = "admin";

    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final int TICKS_PER_SECOND = 100;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    private final KeycloakServer keycloak;
    private final double startSeconds;
    private final double startCpuSeconds;

    private BenchServer(KeycloakServer keycloak, double startSeconds) {
        this.keycloak = keycloak;
        this.startSeconds = startSeconds;
        this.startCpuSeconds = cpuSeconds();
    }

    /**
     * What a server is started with, again and again.
     *
     * @param name for its log
     * @param home built, with the realm in its import folder
     * @param databaseUrl JDBC address of a database that only this server uses
     * @param java what to run instead of {@code java}
     */
    record Setup(
            String name,
            KeycloakHome home,
            String databaseUrl,
            String databasePassword,
            String adminPassword,
            Path java,
            Path log) {
        /** Options of {@code kc.sh} for the database. */
        List<String> database() {
            return List.of("--db-url=" + databaseUrl, "--db-username=" + Postgres.USER);
        }

        /** Variables of every {@code kc.sh} that has to run on the server's core. */
        Map<String, String> environment() {
            return Map.of(
                    "JAVA", java.toString(), "JAVA_OPTS_KC_HEAP", "-Xms1g -Xmx1g", "KC_DB_PASSWORD", databasePassword);
        }

        @Override
        public String toString() {
            return "Setup[" + name + "]";
        }
    }

    static BenchServer start(Setup setup) throws IOException, InterruptedException {
        int port = FreePort.pick();
        List<String> arguments = new ArrayList<>(List.of("--import-realm", "--hostname=http://localhost:" + port));
        arguments.addAll(setup.database());
        Map<String, String> environment = new HashMap<>(setup.environment());
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", setup.adminPassword());
        KeycloakServer.Options options =
                new KeycloakServer.Options(port, arguments, environment, setup.log(), START_LIMIT);
        long start = System.nanoTime();
        KeycloakServer keycloak = KeycloakServer.start(setup.home(), options);
        return new BenchServer(
                keycloak,
                (System.nanoTime() - start) / (double) Duration.ofSeconds(1).toNanos());
    }

    /** From the start of the process to the first good answer, on the clock or in processor time. */
    double startSeconds(Measure measure) {
        return measure == Measure.RATE ? startSeconds : startCpuSeconds;
    }

    int port() {
        return keycloak.uri().getPort();
    }

    long pid() {
        return keycloak.pid();
    }

    /** Below the hostname that the server was given. */
    URI at(String path) {
        return URI.create("http://localhost:" + port() + path);
    }

    /** Below the realm that is measured. */
    URI realm(String path) {
        return at("/realms/" + BenchRealm.NAME + path);
    }

    URI tokenEndpoint() {
        return realm("/protocol/openid-connect/token");
    }

    /** Processor time that the server has used so far, all its threads together. */
    double cpuSeconds() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid()), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]))
                    / (double) TICKS_PER_SECOND;
        } catch (IOException e) {
            throw new BenchException("The server is gone; see " + keycloak.log(), e);
        }
    }

    @Override
    public void close() {
        keycloak.close();
    }
}
