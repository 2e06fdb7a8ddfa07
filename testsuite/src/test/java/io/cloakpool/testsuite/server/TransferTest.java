package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.distribution.KeycloakException;
import io.cloakpool.distribution.KeycloakHome;
import io.cloakpool.distribution.KeycloakServer;
import io.cloakpool.testsuite.demo.People;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A realm with a pool on its way from file to server and from server to server, by Keycloak's own commands. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransferTest {
    private Path folder;
    private Installation original;
    private Before before;

    /** What the first server had and issued, before its realm was exported. */
    private record Before(
            List<JsonNode> configuration,
            String poolId,
            People.Person person,
            PoolClient.Issued issued,
            Path exported) {}

    @BeforeAll
    void exported_realm(@TempDir Path ofThisClass) throws IOException, InterruptedException {
        folder = ofThisClass;
        original = Installation.of("transfer-original", Homes.of(Database.Kind.H2), database("original"));
        Path exported = folder.resolve("exported.json");
        try (KeycloakServer server = original.start()) {
            assertThat(server.isAlive()).isTrue();
            People people = new People(original.realm());
            PoolClient client = original.client();
            People.Person person = people.newPerson();
            before = new Before(
                    client.configuration(),
                    client.poolId(),
                    person,
                    client.issue(people.signIn(person).id()),
                    exported);
        }
        run("export", "--realm=demo", "--file=" + exported);
    }

    @Test
    void an_exported_realm_decides_elsewhere_as_it_did_here() throws Exception {
        KeycloakHome home = original.home();
        home.importRealms(List.of(before.exported()));
        Installation copy =
                new Installation("transfer-copy", home, database("copy"), original.secrets(), original.port());
        try (KeycloakServer server = copy.start()) {
            assertThat(server.isAlive()).isTrue();
            PoolClient client = copy.client();
            assertThat(client.poolId()).isEqualTo(before.poolId());
            assertThat(client.configuration()).isEqualTo(before.configuration());
            PoolClient.Issued later = client.issue(
                    new People(copy.realm()).signIn(before.person()).id());
            for (PoolClient.Issued issued : List.of(before.issued(), later)) {
                client.assertOpen(issued);
                assertThat(client.authorize(issued, "/demo/users/sub/a").status())
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void a_recipe_over_itself_changes_ids_and_keys_alone() throws Exception {
        run("import", "--override=true", "--file=" + Installation.RECIPE.toAbsolutePath());

        original.home().importRealms(List.of(Installation.RECIPE));
        try (KeycloakServer server = original.start()) {
            assertThat(server.isAlive()).isTrue();
            PoolClient client = original.client();
            assertThat(withoutIds(client.configuration())).isEqualTo(withoutIds(before.configuration()));
            People people = new People(original.realm());
            PoolClient.Issued issued =
                    client.issue(people.signIn(people.newPerson()).id());
            client.assertOpen(issued);
            client.assertClosed(before.issued());
        }
    }

    @Test
    void a_recipe_without_its_secret_is_refused_and_the_server_stays_down() throws Exception {
        Map<String, String> environment = original.environment();
        environment.remove("GATEWAY_SECRET");

        assertRefused("no-secret", "${GATEWAY_SECRET}", environment, "is a placeholder that the import left");
    }

    @Test
    void a_masked_secret_is_refused_and_the_server_stays_down() throws Exception {
        assertRefused("masked", "**********", original.environment(), "is the mask of a secret, not a secret");
    }

    private void assertRefused(String realm, String secret, Map<String, String> environment, String problem)
            throws IOException {
        String recipe = Files.readString(Installation.RECIPE);
        Path changed = Files.writeString(
                folder.resolve(realm + ".json"),
                recipe.replace("\"realm\": \"demo\"", "\"realm\": \"" + realm + "\"")
                        .replace("default-roles-demo", "default-roles-" + realm)
                        .replace("${GATEWAY_SECRET}", secret));
        original.home().importRealms(List.of(changed));

        assertThatExceptionOfType(KeycloakException.class)
                .isThrownBy(() -> original.start(environment).close())
                .withMessageContaining("ended during its start with exit code 1");
        assertThat(Files.readAllLines(original.log()))
                .filteredOn(line -> line.contains("gateway \"s3\""))
                .singleElement()
                .asString()
                .contains("gateway \"s3\": secret " + problem);
    }

    private static List<JsonNode> withoutIds(List<JsonNode> configuration) {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode part : configuration) {
            JsonNode copy = part.deepCopy();
            copy.forEach(component -> ((ObjectNode) component).remove(List.of("id", "revision", "keyId", "createdAt")));
            all.add(copy);
        }
        return all;
    }

    private void run(String command, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(command, "--optimized"));
        arguments.addAll(original.databaseOptions());
        arguments.addAll(List.of(options));
        original.home().run(arguments, original.environment(), Homes.WORK.resolve("transfer-" + command + ".log"));
    }

    private Database database(String name) throws IOException, InterruptedException {
        return Database.start(Database.Kind.H2, folder.resolve(name));
    }
}
