package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakpool.testsuite.demo.Commands;
import io.cloakpool.testsuite.migration.CognitoPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/export-cognito}, with the jars of an installed server and moto's Cognito. */
@SuppressWarnings("NullAway.Init")
class ExportCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMMAND = "../bin/export-cognito";
    private static final int USERS = 65;

    private static CognitoPool pool;
    private static Path home;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        pool = CognitoPool.start();
        home = Homes.of(Database.Kind.H2).directory();
    }

    @AfterAll
    static void stop() {
        if (pool != null) {
            pool.close();
        }
    }

    /** Cognito gives sixty in a page. */
    @Test
    void all_users_of_a_pool_are_in_a_file_that_only_its_owner_reads() throws IOException {
        Map<String, String> subjects = new HashMap<>();
        for (int i = 0; i < USERS; i++) {
            String name = pool.person();
            subjects.put(name, pool.sub(name));
        }
        Path file = folder.resolve("users.ndjson");

        Commands.Run run = export(
                pool.environment(),
                pool.id(),
                file.toString(),
                "--rate",
                "50",
                "--endpoint",
                pool.endpoint().toString());

        assertThat(run.code()).as(run.errors()).isZero();
        assertThat(run.errors())
                .contains(USERS + " users in " + file + ", 0 left out")
                .doesNotContain(CognitoPool.SECRET_KEY);
        Map<String, String> exported = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode user = JSON.readTree(line);
            exported.put(user.path("username").asText(), user.path("id").asText());
            assertThat(user.path("email").asText())
                    .isEqualTo(user.path("username").asText() + "@example.com");
            assertThat(user.path("groups").toString()).contains("staff");
        }
        assertThat(exported).isEqualTo(subjects);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Commands.Run again = export(
                pool.environment(),
                pool.id(),
                file.toString(),
                "--rate",
                "50",
                "--endpoint",
                pool.endpoint().toString());
        assertThat(again.code()).as(again.errors()).isZero();
        assertThat(Files.readAllLines(file)).as("nobody twice").hasSize(USERS);
    }

    @Test
    void what_is_missing_is_told() {
        String file = folder.resolve("users.ndjson").toString();

        assertThat(Commands.run(Map.of(), COMMAND, pool.id(), file))
                .satisfies(run -> assertThat(run.code()).isEqualTo(2))
                .satisfies(run -> assertThat(run.errors()).contains("KEYCLOAK_HOME"));
        assertThat(export(Map.of(), "no pool", file).code()).isEqualTo(2);
        assertThat(export(Map.of(), pool.id()).code()).isEqualTo(2);
        Commands.Run gone = export(pool.environment(), pool.id(), file, "--endpoint", "http://127.0.0.1:1");
        assertThat(gone.code()).as(gone.errors()).isEqualTo(1);
        assertThat(gone.errors()).contains("Call the command again to go on.").doesNotContain(CognitoPool.SECRET_KEY);
    }

    private static Commands.Run export(Map<String, String> credentials, String... arguments) {
        Map<String, String> environment = new HashMap<>(credentials);
        environment.put("KEYCLOAK_HOME", home.toString());
        List<String> command = new ArrayList<>(List.of(COMMAND));
        command.addAll(List.of(arguments));
        return Commands.run(environment, command.toArray(String[]::new));
    }
}
