package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip, read as an administrator's tools read it. */
class BundleTest {
    @Test
    void it_puts_jars_into_providers_and_all_else_into_one_folder() throws IOException {
        assertThat(Bundle.names())
                .contains(
                        "providers/cloakpool-aws-protocol.jar",
                        "providers/cloakpool-identity-pool-spi.jar",
                        "providers/cloakpool-authenticators.jar",
                        "providers/libphonenumber.jar",
                        "providers/cloakpool-user-migration.jar",
                        "providers/cloakpool-themes.jar",
                        "cloakpool/LICENSE",
                        "cloakpool/NOTICE",
                        "cloakpool/README.md",
                        "cloakpool/bin/add-recipe",
                        "cloakpool/bin/add-recipe.jq",
                        "cloakpool/bin/admin.sh",
                        "cloakpool/bin/export-cognito",
                        "cloakpool/bin/import-users",
                        "cloakpool/Containerfile",
                        "cloakpool/docs/install.md",
                        "cloakpool/examples/gateways/nginx/cloakpool.conf",
                        "cloakpool/grafana/cloakpool.json",
                        "cloakpool/realm-exports/identity-pool-demo.json",
                        "cloakpool/realm-exports/client-scopes/cognito.json")
                .allMatch(name -> name.startsWith("cloakpool/")
                        || name.matches("providers/(cloakpool-[a-z-]+|libphonenumber)\\.jar"));
    }

    @Test
    void its_checksum_is_that_of_its_bytes() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(Bundle.zip()));
        Path checksum = Bundle.zip().resolveSibling(Bundle.zip().getFileName() + ".sha256");

        assertThat(Files.readString(checksum, StandardCharsets.UTF_8).strip())
                .isEqualTo(HexFormat.of().formatHex(hash) + " *" + Bundle.zip().getFileName());
    }

    @Test
    void its_jars_are_those_that_all_other_tests_run(@TempDir Path folder) throws IOException {
        Bundle.unzip(folder);

        for (Path jar : Homes.files(Homes.BUILT.resolve("providers"), ".jar")) {
            String name = String.valueOf(jar.getFileName()).replaceAll("-\\d.*", ".jar");
            assertThat(folder.resolve("providers").resolve(name)).hasSameBinaryContentAs(jar);
        }
    }

    @Test
    void no_package_is_in_two_jars_of_the_class_path_that_they_share_with_keycloak(@TempDir Path folder)
            throws Exception {
        Bundle.unzip(folder);
        List<Path> bundled = Homes.files(folder.resolve("providers"), ".jar");
        List<Path> all = new ArrayList<>(bundled);
        all.addAll(Homes.files(Homes.of(Database.Kind.H2).directory().resolve("lib/lib/main"), ".jar"));
        assertThat(all).hasSizeGreaterThan(100);

        Map<String, List<Path>> holders = new HashMap<>();
        for (Path jar : all) {
            Bundle.packages(jar).forEach(name -> holders.computeIfAbsent(name, ignored -> new ArrayList<>())
                    .add(jar));
        }
        for (Path jar : bundled) {
            for (String name : Bundle.packages(jar)) {
                assertThat(holders.get(name)).as(name).containsExactly(jar);
            }
        }
    }
}
