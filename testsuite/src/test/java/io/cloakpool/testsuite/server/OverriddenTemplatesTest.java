package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The theme replaces three of Keycloak's templates. A new Keycloak that changes one of them fails here: compare it with ours, take over
 * what is new, and write down its hash.
 */
class OverriddenTemplatesTest {
    private static final Path ZIP = Path.of("../distribution/target/keycloak/keycloak-quarkus-dist-26.7.4.zip");

    @ParameterizedTest
    @CsvSource({
        "theme/keycloak.v2/login/template.ftl, 6221a3176c73a3fd67abc97076deb9cef112378ce157735a78bd865800315b37",
        "theme/base/email/html/template.ftl, 1e2a39459aa8211afadfba39db4ee4aad38ab8624c53a39fe1500f076f5df1d8",
        "theme/base/email/text/org-invite.ftl, b4ccd1319e883053746ab1cba8c858e75765ccd8646277b0f5b08e0de314da5b"
    })
    void template_of_keycloak_is_the_one_that_ours_was_made_from(String name, String hash) throws Exception {
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(fromThemes(name))))
                .isEqualTo(hash);
    }

    private static byte[] fromThemes(String name) throws IOException {
        try (ZipFile server = new ZipFile(ZIP.toFile())) {
            ZipEntry jar = server.stream()
                    .filter(entry -> entry.getName().matches(".*/org\\.keycloak\\.keycloak-themes-[0-9.]+\\.jar"))
                    .findFirst()
                    .orElseThrow();
            try (InputStream bytes = server.getInputStream(jar);
                    ZipInputStream themes = new ZipInputStream(bytes)) {
                for (ZipEntry entry = themes.getNextEntry(); entry != null; entry = themes.getNextEntry()) {
                    if (entry.getName().equals(name)) {
                        return themes.readAllBytes();
                    }
                }
            }
        }
        throw new AssertionError(name + " is no template of Keycloak any more");
    }
}
