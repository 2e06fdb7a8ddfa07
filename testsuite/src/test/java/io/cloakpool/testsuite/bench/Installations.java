package io.cloakpool.testsuite.bench;

import io.cloakpool.distribution.KeycloakHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Two servers alike but for the pack: same Keycloak, same baselines, same realm (without identity pools where there is no pack).
 *
 * @param with how to start the one with the pack
 * @param without how to start the other
 * @param full another one with the pack, on a database that will be fuller
 * @param postgres where their databases are
 */
record Installations(
        BenchServer.Setup with,
        BenchServer.Setup without,
        BenchServer.Setup full,
        Postgres postgres,
        String gatewaySecret) {
    /** Unpacks and builds, on all cores. */
    static Homes build(BenchFiles files) throws IOException, InterruptedException {
        String gatewaySecret = UUID.randomUUID().toString();
        List<Path> pack = new ArrayList<>(files.providers());
        pack.add(files.baselines());
        KeycloakHome with = home(files, "with-pack", pack, true, gatewaySecret);
        KeycloakHome full = with.copyTo(files.work("full"));
        full.importRealms(List.of(realm(files, "with-pack")));
        return new Homes(
                with,
                home(files, "without-pack", List.of(files.baselines()), false, gatewaySecret),
                full,
                gatewaySecret);
    }

    /** Built servers that no database is known for yet. */
    record Homes(KeycloakHome with, KeycloakHome without, KeycloakHome full, String gatewaySecret) {
        Installations on(Postgres postgres, Cores cores, BenchFiles files) throws IOException, InterruptedException {
            Path java = cores.javaOfServer(files.work("java"));
            String admin = UUID.randomUUID().toString();
            return new Installations(
                    setup("with-pack", with, postgres, admin, java, files),
                    setup("without-pack", without, postgres, admin, java, files),
                    setup("full", full, postgres, admin, java, files),
                    postgres,
                    gatewaySecret);
        }

        private static BenchServer.Setup setup(
                String name, KeycloakHome home, Postgres postgres, String admin, Path java, BenchFiles files)
                throws IOException, InterruptedException {
            return new BenchServer.Setup(
                    name,
                    home,
                    postgres.create(name.replace('-', '_')),
                    postgres.password(),
                    admin,
                    java,
                    files.work(name + ".log"));
        }
    }

    private static KeycloakHome home(
            BenchFiles files, String name, List<Path> jars, boolean withPack, String gatewaySecret)
            throws IOException, InterruptedException {
        Files.createDirectories(files.work(""));
        KeycloakHome home = KeycloakHome.unpack(files.keycloakZip(), files.work(name));
        home.provide(jars);
        home.importRealms(List.of(BenchRealm.write(realm(files, name), withPack, gatewaySecret)));
        home.build(List.of("--db=postgres"));
        return home;
    }

    private static Path realm(BenchFiles files, String name) {
        return files.work(name + "-realm/realm.json");
    }
}
