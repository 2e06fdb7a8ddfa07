package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Realm;
import io.cloakpool.testsuite.migration.Imports;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A file of pairs of names that differ in an accent. MariaDB's collations take the two of a pair for one name, and refuse the second. */
final class AccentedImport {
    /** In one piece of the file. */
    private static final int PAIRS = 60;

    private AccentedImport() {}

    /** Whatever the database refuses, however often, is told row by row, and all others come. */
    static void assertEachRowIsToldOf(Realm realm, Database.Kind kind) {
        Imports imports = new Imports(
                URI.create(realm.admin() + "/cloakpool-migration/imports"),
                () -> realm.bearer()[1].substring("Bearer ".length()));
        String rows = IntStream.range(0, PAIRS)
                .mapToObj(i -> "{\"username\":\"jose-" + i + "\"}\n{\"username\":\"jos\u00e9-" + i + "\"}\n")
                .collect(Collectors.joining());

        JsonNode done = imports.run(Imports.NDJSON, rows + "{\"username\":\"the-last\"}\n", false);

        int refused = kind == Database.Kind.MARIADB ? PAIRS : 0;
        assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("Succeeded");
        assertThat(done.path("imported").asInt()).as(done.toString()).isEqualTo(2 * PAIRS + 1 - refused);
        assertThat(done.path("failed").asInt()).isEqualTo(refused);
        assertThat(imports.errors(done.path("id").asText()).lines())
                .hasSize(refused)
                .allSatisfy(
                        line -> assertThat(line)
                                .endsWith(
                                        ",failed,\"\",\"the database counts its name, its address or its id as one that is there\""));
    }
}
