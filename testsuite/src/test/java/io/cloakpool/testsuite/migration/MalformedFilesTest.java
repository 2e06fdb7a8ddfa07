package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.pool.PoolServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;

/**
 * The rows of {@code MalformedRowsTest} by the door for imports: formulas, bytes that are no UTF-8, hashes of unbounded cost, and a field of
 * megabytes behind them. Each is told of in the report, in the order of the file, and none spoils the good rows in between.
 */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class MalformedFilesTest {
    private static final Path FILES = Path.of("../user-migration/src/test/resources/io/cloakpool/migration/bulk");
    private static final String GOOD = "good-row-";
    private static final String SECRET = "hunter2";
    /** Keycloak takes 10 MB in one request. */
    private static final int MEGABYTES = 9 << 20;

    @InjectRealm(config = BulkRealm.class)
    ManagedRealm realm;

    private Imports imports;

    @BeforeEach
    void nobodyIsThere() {
        imports = new Administrators(realm).imports();
        good().forEach(user -> realm.admin().users().delete(user.getId()).close());
    }

    @ParameterizedTest
    @CsvSource({"text/csv, malformed.csv, 4", "application/x-ndjson, malformed.ndjson, 5"})
    void each_row_is_told_of_and_the_good_ones_are_imported(String type, String name, int good) throws IOException {
        byte[] file = Files.readAllBytes(FILES.resolve(name));
        int lines = (int) new String(file, StandardCharsets.ISO_8859_1).lines().count();
        String last = GOOD + "last";
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(file);
        all.write("x".repeat(MEGABYTES).getBytes(StandardCharsets.UTF_8));
        String end = type.equals(Imports.CSV) ? last + ",".repeat(16) : "{\"username\":\"" + last + "\"}";
        all.write(("\n" + end).getBytes(StandardCharsets.UTF_8));
        List<String> expected = Files.readAllLines(FILES.resolve(name + ".errors.csv"));
        expected = expected.subList(1, expected.size());

        String id = imports.upload(type, all.toByteArray(), false);
        imports.start(id);
        JsonNode done = imports.await(id);

        assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("Succeeded");
        assertThat(done.path("failed").asInt()).isEqualTo(expected.size() + 1);
        assertThat(done.path("imported").asInt()).isEqualTo(good + 1);
        List<String> report = imports.errors(id).lines().toList();
        assertThat(report.subList(0, expected.size())).isEqualTo(expected);
        assertThat(report.subList(expected.size(), report.size()))
                .containsExactly((lines + 1) + ",failed,\"\",\"it has more than 65536 bytes\"");
        assertThat(report).allSatisfy(line -> assertThat(line).doesNotContain(SECRET));
        assertThat(good())
                .extracting(UserRepresentation::getUsername)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, good + 1)
                        .mapToObj(i -> i > good ? last : GOOD + i)
                        .toList());
    }

    private List<UserRepresentation> good() {
        return realm.admin().users().search(GOOD, 0, 100);
    }
}
