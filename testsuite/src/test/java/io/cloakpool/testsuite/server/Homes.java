package io.cloakpool.testsuite.server;

import io.cloakpool.distribution.KeycloakHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Servers with the pack's jars, and those of the tests. Unpacking and building take most of a minute, so one folder for each version and kind of database
 * is kept for all tests, and for the next run.
 */
final class Homes {
    /** Where servers and their logs are. */
    static final Path WORK = Path.of("target/server").toAbsolutePath();

    private static final Path BUILT = Path.of("../distribution/target");

    private Homes() {}

    /** The version that the pack is made for. */
    static KeycloakHome of(Database.Kind database) throws IOException, InterruptedException {
        return of(BUILT.resolve("keycloak"), database.vendor(), database);
    }

    /**
     * Another version.
     *
     * @param version a zip of it is among {@code target/keycloak}
     */
    static KeycloakHome of(String version) throws IOException, InterruptedException {
        return of(Path.of("target/keycloak", version), version, Database.Kind.H2);
    }

    private static KeycloakHome of(Path zips, String name, Database.Kind database)
            throws IOException, InterruptedException {
        KeycloakHome home = KeycloakHome.unpack(files(zips, ".zip").get(0), WORK.resolve(name));
        List<Path> jars = new ArrayList<>(files(BUILT.resolve("providers"), ".jar"));
        jars.add(TestProviders.write(WORK.resolve("test-providers.jar")));
        home.provide(jars);
        home.build(List.of("--db=" + database.vendor()));
        return home;
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }
}
