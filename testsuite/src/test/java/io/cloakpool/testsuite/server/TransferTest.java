package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.distribution.KeycloakException;
import io.cloakpool.distribution.KeycloakHome;
import io.cloakpool.distribution.KeycloakServer;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.People;
import io.cloakpool.testsuite.demo.Realm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A realm with a pool on its way from file to server and from server to server, by Keycloak's own commands. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransferTest {
    private static final String RULES_POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";

    private static final Path FROM_COGNITO = Path.of("../realm-exports/migrate-from-cognito.json");
    private static final Map<String, String> COGNITO = Map.of(
            "COGNITO_ENABLED", "true",
            "COGNITO_USER_POOL_ID", "eu-west-1_Ab1Cd2Ef3",
            "COGNITO_CLIENT_ID", "2example23456789",
            "COGNITO_CLIENT_SECRET", "${vault.cognito-client}",
            "COGNITO_FLOW", "admin_user_password_auth",
            "COGNITO_ACCESS_KEY_ID", "AKIDEXAMPLE123456",
            "COGNITO_SECRET_ACCESS_KEY", "${vault.cognito}",
            "COGNITO_SECOND_FACTOR", "enrol");

    private Path folder;
    private Installation original;
    private Before before;

    /** What the first server had and issued, before its realm was exported. */
    private record Before(
            List<JsonNode> recipe,
            List<JsonNode> configuration,
            String poolId,
            People.Person person,
            PoolClient.Issued issued,
            JsonNode fromCognito,
            Path exported) {}

    @BeforeAll
    void exported_realm(@TempDir Path ofThisClass) throws IOException, InterruptedException {
        folder = ofThisClass;
        original = Installation.of("transfer-original", Homes.of(Database.Kind.H2), database("original"));
        original.home().importRealms(List.of(Installation.RECIPE, FROM_COGNITO));
        Path exported = folder.resolve("exported.json");
        Map<String, String> environment = original.environment();
        environment.putAll(COGNITO);
        try (KeycloakServer server = original.start(environment, hostname(original))) {
            assertThat(server.isAlive()).isTrue();
            People people = new People(original.realm());
            PoolClient client = original.client();
            List<JsonNode> recipe = client.configuration();
            configureEverything(client);
            People.Person person = people.newPerson();
            before = new Before(
                    recipe,
                    client.configuration(),
                    client.poolId(),
                    person,
                    client.issue(people.signIn(person).id()),
                    sources(original.realm("migrate-from-cognito")),
                    exported);
        }
        original.run("export", "--realm=demo", "--file=" + exported);
    }

    private static JsonNode sources(Realm realm) {
        return Http.get(
                        URI.create(realm.admin() + "/components?type=org.keycloak.storage.UserStorageProvider"),
                        realm.bearer())
                .json();
    }

    /** As {@code docs/migrate.md} begins the way from a Cognito pool. */
    @Test
    void a_recipe_takes_the_names_of_a_cognito_pool_from_the_environment() {
        assertThat(before.fromCognito()).hasSize(1);
        JsonNode config = before.fromCognito().get(0).path("config");

        Map<String, String> expected = Map.of(
                "enabled", "true",
                "mode", "import",
                "userPoolId", "eu-west-1_Ab1Cd2Ef3",
                "clientId", "2example23456789",
                "clientSecret", "${vault.cognito-client}",
                "flow", "admin_user_password_auth",
                "accessKeyId", "AKIDEXAMPLE123456",
                "secretAccessKey", "${vault.cognito}",
                "secondFactor", "enrol");
        expected.forEach((key, value) ->
                assertThat(config.path(key).path(0).asText()).as(key).isEqualTo(value));
    }

    /** What the recipe leaves out. */
    private static void configureEverything(PoolClient client) {
        client.admin("PUT", "/issuers/ceph", Map.of("endpoint", "http://127.0.0.1:7480", "tags", false));
        client.admin(
                "PUT",
                "/roles/Remote",
                Map.of(
                        "policy",
                        RULES_POLICY,
                        "trustedPools",
                        List.of("demo"),
                        "issuer",
                        "ceph",
                        "remoteRoleArn",
                        "arn:aws:iam:::role/Remote"));
        client.change("/demo", pool -> {
            pool.putObject("tags").put("team", "red");
            ObjectNode binding = (ObjectNode) pool.path("bindings").path(0);
            binding.putObject("tagMapping").put("useDefaults", true);
            ObjectNode mapping = binding.putObject("roleMapping");
            mapping.put("type", "rules").put("ambiguousRoleResolution", "authenticated_role");
            mapping.putArray("rules")
                    .addObject()
                    .put("claim", "azp")
                    .put("matchType", "equals")
                    .put("value", "no-such-client")
                    .put("role", "Remote");
        });
    }

    @Test
    void an_exported_realm_decides_elsewhere_as_it_did_here() throws Exception {
        KeycloakHome home = original.home();
        home.importRealms(List.of(before.exported()));
        Installation copy =
                new Installation("transfer-copy", home, database("copy"), original.secrets(), original.port());
        try (KeycloakServer server = start(copy)) {
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
        Path again = folder.resolve("exported-again.json");
        copy.run("export", "--realm=demo", "--file=" + again);
        assertThat(components(again)).hasSizeGreaterThanOrEqualTo(5).isEqualTo(components(before.exported()));
    }

    /** The components of the pack in an export, by kind and name; Keycloak keeps no order among them, nor among values of a set. */
    private static Map<String, JsonNode> components(Path exported) throws IOException {
        Map<String, JsonNode> found = new TreeMap<>();
        JsonNode components = new ObjectMapper().readTree(exported.toFile()).path("components");
        for (Map.Entry<String, JsonNode> kind : components.properties()) {
            if (kind.getKey().startsWith("io.cloakpool.")) {
                kind.getValue()
                        .forEach(component -> found.put(
                                kind.getKey() + " " + component.path("name").asText(), sorted(component)));
            }
        }
        return found;
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = new ObjectMapper().createObjectNode();
            object.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(field -> copy.set(field.getKey(), sorted(field.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = new ObjectMapper().createArrayNode();
            array.valueStream()
                    .map(TransferTest::sorted)
                    .sorted(Comparator.comparing(JsonNode::toString))
                    .forEach(copy::add);
            return copy;
        }
        return node;
    }

    @Test
    void a_recipe_over_itself_changes_ids_and_keys_alone() throws Exception {
        original.run("import", "--override=true", "--file=" + Installation.RECIPE.toAbsolutePath());

        original.home().importRealms(List.of(Installation.RECIPE));
        try (KeycloakServer server = start(original)) {
            assertThat(server.isAlive()).isTrue();
            PoolClient client = original.client();
            assertThat(withoutIds(client.configuration())).isEqualTo(withoutIds(before.recipe()));
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

    /** With a hostname, as a server has that asks others for credentials. */
    private static KeycloakServer start(Installation installation) throws IOException, InterruptedException {
        return installation.start(hostname(installation));
    }

    private static String hostname(Installation installation) {
        return "--hostname=http://localhost:" + installation.port();
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

    private Database database(String name) throws IOException, InterruptedException {
        return Database.start(Database.Kind.H2, folder.resolve(name));
    }
}
