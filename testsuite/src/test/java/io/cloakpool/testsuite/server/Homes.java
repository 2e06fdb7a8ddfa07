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

    /** Where the build put servers, jars and the bundle. */
    static final Path BUILT = Path.of("../distribution/target");

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

    /** The version that the pack is made for, with another build of the pack. */
    static KeycloakHome next(Database.Kind database) throws IOException, InterruptedException {
        List<Path> jars = NextBuild.of(packJars(), WORK.resolve("next-providers"));
        return of(BUILT.resolve("keycloak"), database.vendor() + "-next", database, jars);
    }

    /** The version that the pack is made for, without Keycloak's workflows, which go through all realms at each start. */
    static KeycloakHome withoutWorkflows() throws IOException, InterruptedException {
        return of(
                BUILT.resolve("keycloak"),
                "without-workflows",
                Database.Kind.H2,
                packJars(),
                "--features-disabled=workflows");
    }

    /** The version that the pack is made for, unpacked anew and not built: to be changed by a test. */
    static KeycloakHome fresh(String name) throws IOException {
        return KeycloakHome.unpack(files(BUILT.resolve("keycloak"), ".zip").get(0), WORK.resolve(name));
    }

    private static KeycloakHome of(Path zips, String name, Database.Kind database)
            throws IOException, InterruptedException {
        return of(zips, name, database, packJars());
    }

    private static List<Path> packJars() throws IOException {
        return files(BUILT.resolve("providers"), ".jar");
    }

    private static KeycloakHome of(
            Path zips, String name, Database.Kind database, List<Path> pack, String... buildOptions)
            throws IOException, InterruptedException {
        KeycloakHome home = KeycloakHome.unpack(files(zips, ".zip").get(0), WORK.resolve(name));
        List<Path> jars = new ArrayList<>(pack);
        jars.add(TestProviders.write(WORK.resolve("test-providers.jar")));
        home.provide(jars);
        List<String> options = new ArrayList<>(List.of("--db=" + database.vendor()));
        options.addAll(List.of(buildOptions));
        home.build(options);
        return home;
    }

    /** The files of a folder whose names end so. */
    static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }
}
