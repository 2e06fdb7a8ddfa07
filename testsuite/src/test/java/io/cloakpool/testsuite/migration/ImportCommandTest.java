package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.cloakpool.testsuite.demo.Commands;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.pool.PoolServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;

/** {@code bin/import-users}. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class ImportCommandTest {
    private static final String COMMAND = "../bin/import-users";
    private static final String HEADER = "cognito:username,email\n";
    private static final String SECRET = "the-secret-of-a-client-that-imports";
    private static final String REPORT = "row,outcome,column,reason";

    @InjectRealm(config = BulkRealm.class)
    ManagedRealm realm;

    @TempDir
    Path folder;

    private Administrators administrators;
    private String prefix;
    private Path login;

    @BeforeEach
    void prepare() throws IOException {
        assumeFalse(Commands.all("jq").isEmpty(), "SKIPPED: jq is not installed, so bin/import-users was not tried");
        Issued.add(SECRET);
        Issued.add(Administrators.PASSWORD);
        administrators = new Administrators(realm);
        prefix = "person-" + UUID.randomUUID() + "-";
        login = login(administrators.person(Administrators.RIGHTS));
    }

    private Path login(String user) throws IOException {
        return Files.write(
                folder.resolve(user),
                List.of("client=" + BulkRealm.APP, "user=" + user, "password=" + Administrators.PASSWORD));
    }

    /** Keycloak takes 10 MB in one request. */
    @Test
    void a_large_file_goes_in_parts_under_a_bar_and_leaves_a_report() throws IOException {
        assumeFalse(Commands.all("script").isEmpty(), "SKIPPED: script is not installed, so no terminal was tried");
        int tooLong = 650;
        Path file = Files.writeString(
                folder.resolve("users.csv"), HEADER + row(0) + ("x".repeat(20_000) + "\n").repeat(tooLong) + row(1));

        Commands.Run run = onTerminal(file.toString());

        assertThat(run.code()).as(run.output()).isEqualTo(1);
        assertThat(run.output())
                .containsPattern("\r\u001b\\[K\\[#{15,25}\\.{5,15}\\]  [4-8][0-9]% uploaded, [0-9]+ rows")
                .contains("\r\u001b[K[##############################] 100% uploaded, 652 rows")
                .contains("\r\u001b[K[##############################] 100% 652 of 652 rows, 2 imported")
                .contains("Succeeded: 652 of 652 rows, 2 imported, 0 skipped, 650 failed")
                .doesNotContain(Administrators.PASSWORD);
        assertThat(Files.readAllLines(Path.of(file + ".errors.csv")))
                .hasSize(1 + tooLong)
                .contains("3,failed,\"\",\"it has more than 16000 characters\"");
        assertThat(users()).isEqualTo(2);
    }

    /** Its end, which looks like a row, would be one of the next part. */
    @Test
    void a_row_that_is_longer_than_a_part_stays_one_row() throws IOException {
        Path file =
                Files.writeString(folder.resolve("users.csv"), HEADER + row(0) + "x".repeat(8 << 20) + row(1) + row(2));

        Commands.Run run = command(login, file.toString());

        assertThat(run.errors()).contains("Succeeded: 3 of 3 rows, 2 imported, 0 skipped, 1 failed");
        assertThat(Files.readAllLines(Path.of(file + ".errors.csv")))
                .containsExactly(REPORT, "3,failed,\"\",\"it has more than 65536 bytes\"");
    }

    @Test
    void a_dry_run_reports_and_writes_no_user() throws IOException {
        Path file = Files.writeString(folder.resolve("users.csv"), HEADER + row(0) + row(0) + prefix + ",no address\n");
        Path report = folder.resolve("elsewhere.csv");

        Commands.Run run = command(login, "--dry-run", "--errors", report.toString(), file.toString());

        assertThat(run.code()).as(run.errors()).isEqualTo(1);
        assertThat(run.errors())
                .contains(
                        "Succeeded: 3 of 3 rows, 1 would be imported, 1 skipped, 1 failed",
                        "nothing is written",
                        "made no user: " + report);
        assertThat(run.output()).isEmpty();
        assertThat(Files.readAllLines(report)).hasSize(3).startsWith(REPORT).anySatisfy(line -> assertThat(line)
                .startsWith("4,failed,\"email\""));
        assertThat(Path.of(file + ".errors.csv")).doesNotExist();
        assertThat(users()).isZero();

        assertThat(command(login, file.toString()).code()).isEqualTo(1);
        assertThat(users()).isEqualTo(1);
        Files.writeString(file, HEADER + row(0));
        assertThat(command(login, file.toString()).code())
                .as("whoever is there already is no failure")
                .isZero();
    }

    @Test
    void those_who_are_left_are_written_into_a_file_that_can_be_imported() throws IOException {
        Path some = Files.writeString(folder.resolve("some.csv"), HEADER + rows(0, 3));
        assertThat(command(login, some.toString()).code()).isZero();
        Path all = Files.writeString(
                folder.resolve("all.csv"),
                HEADER + row(0) + "\n" + row(3) + row(1) + prefix + "x,no address\n" + prefix.toUpperCase(Locale.ROOT)
                        + "2,no address\n");
        Path left = folder.resolve("left.csv");

        Commands.Run run = command(login, "--left", left.toString(), all.toString());

        assertThat(run.code()).as(run.errors()).isZero();
        assertThat(run.errors()).contains("left: 2 of 5, their rows: " + left);
        assertThat(Files.readString(left)).isEqualTo(HEADER + row(3) + prefix + "x,no address\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(left)))
                .isEqualTo("rw-------");
        assertThat(users()).as("it was a dry run").isEqualTo(3);

        Path one = Files.writeString(folder.resolve("one.ndjson"), "{\"username\":\"" + prefix + "4\"}\n");
        assertThat(command(login, "--left", left.toString(), one.toString()).errors())
                .contains("left: 1 of 1");
        assertThat(Files.readString(left)).isEqualTo(Files.readString(one));

        String made = administrators.imports().upload(Imports.CSV, HEADER + row(5), false);
        assertFails(
                "that import is no dry run",
                command(login, "--left", left.toString(), "--resume", made, some.toString()));
        assertFails("--left needs the file of all users", command(login, "--left", left.toString(), "--resume", made));
    }

    @Test
    void those_who_are_left_never_take_the_place_of_what_they_are_read_from() throws IOException {
        String rows = HEADER + rows(0, 2);
        Path all = Files.writeString(folder.resolve("all.csv"), rows);
        Path report = folder.resolve("report.csv");
        String file = all.toString();
        assertFails("--left would replace the file of all users", command(login, "--left", file, file));
        assertFails(
                "--left would replace the file of all users",
                command(login, "--left", folder.resolve("./all.csv").toString(), file));
        assertFails("--left would replace the report", command(login, "--left", file + ".errors.csv", file));
        assertFails(
                "--left would replace the report",
                command(login, "--left", report.toString(), "--errors", report.toString(), file));
        assertFails("--errors would replace the file of all users", command(login, "--errors", file, file));
        assertFails("is no file", command(login, "--left", folder.toString(), file));
        assertThat(Files.readString(all)).isEqualTo(rows);
    }

    /** To awk it is the value of a variable. */
    @Test
    void report_whose_name_has_an_equals_sign_is_read() throws IOException {
        Path all = Files.writeString(folder.resolve("x=1.csv"), HEADER + rows(0, 2));
        Path some = Files.writeString(folder.resolve("some.csv"), HEADER + row(0));
        assertThat(command(login, some.toString()).code()).isZero();
        List<String> line =
                new ArrayList<>(List.of("bash", "-c", "cd \"$1\" && exec \"${@:2}\"", "bash", folder.toString()));
        line.addAll(line(login, "--left", "left.csv", all.getFileName().toString()));
        line.set(line.indexOf(COMMAND), Path.of(COMMAND).toAbsolutePath().toString());

        Commands.Run run = Commands.run(Map.of(), line.toArray(String[]::new));

        assertThat(run.code()).as(run.errors()).isZero();
        assertThat(Files.readString(folder.resolve("left.csv"))).isEqualTo(HEADER + row(1));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .as("no draft stays")
                    .noneMatch(name -> name.startsWith(".left"));
        }
    }

    @Test
    void users_count_for_the_source_that_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("users.csv"), HEADER + row(0));
        assertFails("no source, or several", command(login, "--source", "no one & x", file.toString()));
        try (OldSystem system = new OldSystem()) {
            String source = Federated.save(realm, Source.component(realm, system.uri(), Map.of()));
            try {
                Commands.Run run = command(login, "--source", Source.NAME, file.toString());

                assertThat(run.code()).as(run.errors()).isZero();
                assertThat(administrators
                                .imports()
                                .send("GET", "", Imports.CSV, "")
                                .json()
                                .at("/0/source")
                                .asText())
                        .isEqualTo(source);
            } finally {
                realm.admin().components().component(source).remove();
            }
        }
    }

    @Test
    void ndjson_is_imported_by_a_client_with_a_secret() throws IOException {
        Path file = Files.writeString(
                folder.resolve("users.ndjson"), "{\"username\":\"" + prefix + "0\",\"firstName\":\"First\"}\n");
        Path client = Files.write(
                folder.resolve("client"),
                List.of("client=" + administrators.client(SECRET, Administrators.RIGHTS), "secret=" + SECRET));

        Commands.Run run = command(client, file.toString());

        assertThat(run.code()).as(run.errors()).isZero();
        assertThat(run.errors()).contains("Succeeded: 1 of 1 rows, 1 imported").doesNotContain(SECRET);
        assertThat(Path.of(file + ".errors.csv")).doesNotExist();
        assertThat(realm.admin().users().searchByUsername(prefix + "0", true))
                .singleElement()
                .satisfies(user -> assertThat(user.getFirstName()).isEqualTo("First"));
    }

    @Test
    void an_upload_that_has_ended_and_an_import_that_never_began_go_on() throws IOException {
        String first = HEADER + rows(0, 30);
        Path file = Files.writeString(folder.resolve("users.csv"), first + rows(30, 50));
        String half = administrators.imports().upload(Imports.CSV, first, false);

        Commands.Run rest = command(login, "--resume", half, file.toString());

        assertThat(rest.code()).as(rest.errors()).isZero();
        assertThat(rest.errors()).contains("Succeeded: 50 of 50 rows, 50 imported");
        assertThat(users()).isEqualTo(50);

        String whole = administrators.imports().upload(Imports.CSV, HEADER + rows(50, 51), false);
        Commands.Run begun = command(login, "--resume", whole);
        assertThat(begun.code()).as(begun.errors()).isZero();
        assertThat(begun.errors()).contains("Succeeded: 1 of 1 rows, 1 imported");
        Commands.Run ended = command(login, "--resume", whole);
        assertThat(ended.code()).as("nothing is left to do: " + ended.errors()).isZero();
        assertThat(users()).isEqualTo(51);
    }

    @Test
    void an_import_that_was_stopped_goes_on() throws IOException {
        int rows = 4000;
        Imports imports = administrators.imports();
        String id = imports.upload(Imports.CSV, HEADER + rows(0, rows), false);
        imports.start(id);
        imports.send("POST", "/" + id + "/stop", Imports.CSV, "");
        assertThat(imports.await(id).path("state").asText()).isEqualTo("Stopped");

        Commands.Run run = command(login, "--resume", id);

        assertThat(run.code()).as(run.errors()).isZero();
        assertThat(run.errors()).contains("Succeeded: 4000 of 4000 rows, 4000 imported");
        assertThat(users()).isEqualTo(rows);
    }

    @Test
    void what_cannot_be_done_ends_with_2_and_says_why() throws IOException {
        String file =
                Files.writeString(folder.resolve("users.csv"), HEADER + row(0)).toString();
        Path text = Files.writeString(folder.resolve("users.txt"), HEADER);
        Path header = Files.writeString(folder.resolve("header.csv"), "cognito:username,=cmd\n");
        Path wrong =
                Files.write(folder.resolve("wrong"), List.of("client=" + BulkRealm.APP, "user=nobody", "password=x"));
        Path odd = Files.write(folder.resolve("odd"), List.of("pasword=x"));
        Path rightless = login(administrators.person("manage-users"));

        assertFails("a file is needed", command(login));
        assertFails("there is no option --force", command(login, "--force", file));
        assertFails("--resume needs a value", command(login, "--resume"));
        assertFails("--resume needs the id of an import", command(login, "--resume", "../users"));
        assertFails("one file at a time", command(login, file, file));
        assertFails(
                "nobody.csv cannot be read",
                command(login, folder.resolve("nobody.csv").toString()));
        assertFails("ends neither in .csv nor in .ndjson", command(login, text.toString()));
        assertFails("the sign-in was refused", command(wrong, file));
        assertFails("the login has a line that begins with none of", command(odd, file));
        assertFails("absent cannot be read", command(folder.resolve("absent"), file));
        assertFails("403", command(rightless, file));
        assertFails("The header cannot be used: =cmd", command(login, header.toString()));
        assertFails(
                "there is nothing to go on with",
                command(login, "--resume", UUID.randomUUID().toString()));
        assertFails(
                "nobody answers",
                Commands.run(
                        Map.of(),
                        COMMAND,
                        "--server",
                        "http://127.0.0.1:1",
                        "--realm",
                        "bulk",
                        "--login",
                        login.toString(),
                        file));
        assertFails(
                "--server is needed",
                Commands.run(Map.of(), COMMAND, "--realm", "bulk", "--login", login.toString(), file));
        assertFails(
                "--login or ACCESS_TOKEN is needed",
                Commands.run(Map.of(), COMMAND, "--server", server(), "--realm", "bulk", file));
        assertThat(users()).isZero();
    }

    private static void assertFails(String reason, Commands.Run run) {
        assertThat(run.errors()).contains(reason);
        assertThat(run.code()).as(run.errors()).isEqualTo(2);
    }

    private String server() {
        return realm.getBaseUrl().replace("/realms/bulk", "");
    }

    private Commands.Run command(Path who, String... arguments) {
        return Commands.run(Map.of(), line(who, arguments).toArray(String[]::new));
    }

    /** Its three streams are a terminal. */
    private Commands.Run onTerminal(String... arguments) {
        String line =
                line(login, arguments).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        return Commands.run(Map.of(), "script", "-qec", line, "/dev/null");
    }

    private List<String> line(Path who, String... arguments) {
        List<String> line =
                new ArrayList<>(List.of(COMMAND, "--server", server(), "--realm", "bulk", "--login", who.toString()));
        line.addAll(List.of(arguments));
        return line;
    }

    private String row(int number) {
        return rows(number, number + 1);
    }

    private String rows(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> prefix + i + "," + prefix + i + "@example.com\n")
                .collect(Collectors.joining());
    }

    private int users() {
        return realm.admin().users().count(prefix);
    }
}
