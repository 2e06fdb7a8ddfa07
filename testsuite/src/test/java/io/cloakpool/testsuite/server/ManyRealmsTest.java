package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.distribution.KeycloakServer;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.People;
import io.cloakpool.testsuite.demo.Realm;
import io.cloakpool.testsuite.logs.TraceLogs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.common.util.StringPropertyReplacer;

/**
 * What a start costs where there are more realms, in statements for the database: seconds would tell little. Keycloak's own part is left out as
 * far as it grows.
 */
class ManyRealmsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "many-realms";
    private static final String STATEMENTS = "org.hibernate.SQL";
    /** Keycloak looks at each of them when it starts. */
    private static final String SOURCES = "org.keycloak.storage.UserStorageProvider";

    @Test
    void a_start_asks_the_database_no_more_with_eight_realms_than_with_one(@TempDir Path folder) throws Exception {
        try (Database database = Database.start(Database.Kind.H2, folder)) {
            Installation installation = Installation.of(NAME, Homes.withoutWorkflows(), database);
            installation.start().close();

            List<String> withOne;
            try (KeycloakServer server = start(installation)) {
                withOne = statements();
                addOneOfEachRecipe(installation);
                assertThat(server.isAlive()).isTrue();
            }
            int before = statements().size();
            List<String> withMore;
            try (KeycloakServer server = start(installation)) {
                List<String> all = statements();
                withMore = all.subList(before, all.size());
                assertThat(server.isAlive()).isTrue();
            }

            assertThat(withOne).isNotEmpty();
            assertThat(withMore).containsExactlyInAnyOrderElementsOf(withOne);
        }
    }

    private static KeycloakServer start(Installation installation) throws IOException, InterruptedException {
        Map<String, String> environment = installation.environment();
        environment.merge("KC_LOG_LEVEL", STATEMENTS + ":DEBUG", (all, one) -> all + "," + one);
        return installation.start(environment);
    }

    /** All that were logged so far, by no matter which start. */
    private static List<String> statements() throws IOException {
        String mark = "[" + STATEMENTS + "] ";
        return TraceLogs.linesWith(NAME, mark).stream()
                .map(line -> line.substring(line.indexOf(mark)))
                .collect(Collectors.toList());
    }

    private static void addOneOfEachRecipe(Installation installation) throws IOException {
        Map<String, String> variables = installation.environment();
        Realm demo = installation.realm();
        for (Path recipe : Homes.files(Path.of("../realm-exports"), ".json")) {
            ObjectNode realm = (ObjectNode)
                    JSON.readTree(StringPropertyReplacer.replaceProperties(Files.readString(recipe), variables::get));
            realm.put("realm", "one-more-" + realm.path("realm").asText());
            realm.remove("users");
            ((ObjectNode) realm.path("components")).remove(SOURCES);
            People.expect(Http.json("POST", URI.create(demo.keycloak() + "/admin/realms"), realm, demo.bearer()));
        }
    }
}
