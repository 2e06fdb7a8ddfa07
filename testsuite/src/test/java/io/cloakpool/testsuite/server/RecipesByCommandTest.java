package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.distribution.KeycloakServer;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.People;
import io.cloakpool.testsuite.demo.Realm;
import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.userpool.RealmContent;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.common.util.StringPropertyReplacer;

/** All recipes on their way into a server by its own commands, with the variables that the documentation has and no others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecipesByCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEMO = "demo";
    private static final String OF_REALM = "-realm.json";
    private static final String ADDRESS = "http://localhost:3000/";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final Set<String> BINDINGS = Set.of(
            "browserFlow", "directGrantFlow", "registrationFlow", "resetCredentialsFlow", "firstBrokerLoginFlow");

    /** The commands of {@code docs/federation.md} and {@code docs/migrate.md}. Those of the demo realm are an {@link Installation}'s. */
    private static final Map<String, String> DOCUMENTED = Map.of(
            "GOOGLE_ENABLED", "true",
            "GOOGLE_CLIENT_ID", "1234.apps.googleusercontent.com",
            "GOOGLE_CLIENT_SECRET", "${vault.google}",
            "COGNITO_ENABLED", "true",
            "COGNITO_USER_POOL_ID", "eu-west-1_Ab1Cd2Ef3",
            "COGNITO_CLIENT_ID", "1example23456789",
            "COGNITO_ACCESS_KEY_ID", "AKIDEXAMPLEEXAMPLE",
            "COGNITO_SECRET_ACCESS_KEY", "${vault.cognito}");

    private Path folder;
    private Installation installation;
    private Map<String, String> environment;
    /** By realm, each as the import reads it. */
    private final Map<String, JsonNode> recipes = new TreeMap<>();

    private final Map<String, Seen> seen = new TreeMap<>();
    private String token;
    private Map<String, JsonNode> imported;
    private Map<String, JsonNode> startedAgain;
    private Map<String, JsonNode> overItself;

    /** What a running server shows of a realm. */
    private record Seen(JsonNode realm, List<String> findings, JsonNode partialImport, WebPages.Page login) {}

    @BeforeAll
    void import_and_export(@TempDir Path ofThisClass) throws IOException, InterruptedException {
        folder = ofThisClass;
        Database database = Database.start(Database.Kind.H2, folder);
        installation = Installation.of("recipes", Homes.of(Database.Kind.H2), database);
        environment = installation.environment();
        environment.putAll(DOCUMENTED);
        List<Path> files = Homes.files(Path.of("../realm-exports"), ".json");
        Path again = Files.createDirectories(folder.resolve("recipes"));
        for (Path file : files) {
            String text = Files.readString(file);
            JsonNode recipe = JSON.readTree(StringPropertyReplacer.replaceProperties(text, environment::get));
            String realm = recipe.path("realm").asText();
            recipes.put(realm, recipe);
            Files.writeString(again.resolve(realm + OF_REALM), text);
        }

        installation.home().importRealms(files);
        start().close();
        imported = export(folder.resolve("imported"));
        try (KeycloakServer server = start()) {
            for (String realm : recipes.keySet()) {
                seen.put(realm, look(installation.realm(realm)));
            }
            token = new People(installation.realm(DEMO))
                    .signIn("alice", installation.secrets().alice(), "webapp")
                    .access();
            assertThat(server.isAlive()).isTrue();
        }
        startedAgain = export(folder.resolve("started-again"));
        installation.run(environment, "import", "--override=true", "--dir=" + again);
        overItself = export(folder.resolve("over-itself"));
    }

    private KeycloakServer start() throws IOException, InterruptedException {
        return installation.start(environment, "--hostname=http://localhost:" + installation.port());
    }

    private Map<String, JsonNode> export(Path to) throws IOException, InterruptedException {
        installation.run("export", "--dir=" + to, "--users=realm_file");
        Map<String, JsonNode> realms = new TreeMap<>();
        for (String realm : recipes.keySet()) {
            realms.put(realm, JSON.readTree(to.resolve(realm + OF_REALM).toFile()));
        }
        return realms;
    }

    private Seen look(Realm realm) {
        String[] bearer = realm.bearer();
        List<String> findings = new ArrayList<>();
        get(realm, "/cloakpool-user-pool/check", bearer).path("findings").forEach(line -> findings.add(line.asText()));
        ObjectNode partial = recipe(realm.name()).deepCopy();
        Http.Answer answer = Http.json(
                "POST", URI.create(realm.admin() + "/partialImport"), partial.put("ifResourceExists", "SKIP"), bearer);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new Seen(get(realm, "", bearer), findings, answer.json(), new WebPages().open(login(realm)));
    }

    private JsonNode recipe(String realm) {
        return Objects.requireNonNull(recipes.get(realm), realm);
    }

    private static JsonNode get(Realm realm, String path, String... bearer) {
        Http.Answer answer = Http.get(URI.create(realm.admin() + path), bearer);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** Where an app sends its users. */
    private static URI login(Realm realm) {
        return URI.create(realm.uri() + "/protocol/openid-connect/auth?response_type=code&scope=openid&client_id="
                + (realm.name().equals(DEMO) ? "webapp" : "app")
                + "&redirect_uri=" + URLEncoder.encode(ADDRESS, StandardCharsets.UTF_8)
                + "&code_challenge_method=S256&code_challenge=" + CHALLENGE);
    }

    Set<String> realms() {
        return recipes.keySet();
    }

    @Test
    void all_recipes_are_here() {
        assertThat(recipes).hasSize(7);
    }

    @ParameterizedTest
    @MethodSource("realms")
    void the_flows_are_there_and_bound(String realm) {
        JsonNode recipe = recipe(realm);

        assertThat(RealmContent.flows(Objects.requireNonNull(imported.get(realm))))
                .containsAllEntriesOf(RealmContent.flows(recipe));
        JsonNode bound = Objects.requireNonNull(seen.get(realm)).realm();
        for (String binding : BINDINGS) {
            if (recipe.has(binding)) {
                assertThat(bound.path(binding)).as(binding).isEqualTo(recipe.path(binding));
            }
        }
        assertThat(recipe.has("browserFlow")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("realms")
    void nothing_is_missing_but_a_mail_server(String realm) {
        assertThat(Objects.requireNonNull(seen.get(realm)).findings())
                .singleElement()
                .asString()
                .contains("mail server");
    }

    @ParameterizedTest
    @MethodSource("realms")
    void the_app_sends_its_users_to_a_page_that_asks_who_they_are(String realm) {
        WebPages.Page page = Objects.requireNonNull(seen.get(realm)).login();

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.form().getPath()).isEqualTo("/realms/" + realm + "/login-actions/authenticate");
        assertThat(page.html()).contains("name=\"username\"", "/login/cloakpool/");
    }

    @ParameterizedTest
    @MethodSource("realms")
    void a_second_start_and_a_partial_import_leave_no_difference(String realm) {
        JsonNode partialImport = Objects.requireNonNull(seen.get(realm)).partialImport();
        assertThat(partialImport.path("added").asInt(-1)).isZero();
        assertThat(partialImport.path("overwritten").asInt(-1)).isZero();
        assertThat(partialImport.path("skipped").asInt()).isPositive();

        assertThat(RealmContent.all(Objects.requireNonNull(startedAgain.get(realm)))
                        .toPrettyString())
                .isEqualTo(RealmContent.all(Objects.requireNonNull(imported.get(realm)))
                        .toPrettyString());
    }

    @ParameterizedTest
    @MethodSource("realms")
    void a_recipe_over_itself_changes_ids_and_keys_alone(String realm) {
        JsonNode first = Objects.requireNonNull(imported.get(realm));
        JsonNode second = Objects.requireNonNull(overItself.get(realm));

        assertThat(second.path("id")).as("it was made anew").isNotEqualTo(first.path("id"));
        assertThat(RealmContent.withoutIdsAndKeys(second).toPrettyString())
                .isEqualTo(RealmContent.withoutIdsAndKeys(first).toPrettyString());
    }

    @Test
    void what_the_environment_says_is_there_and_all_else_is_off() {
        Map<String, String> enabled = new TreeMap<>();
        for (JsonNode provider :
                Objects.requireNonNull(imported.get("federated")).path("identityProviders")) {
            if (provider.path("enabled").asBoolean()) {
                enabled.put(
                        provider.path("alias").asText(),
                        provider.path("config").path("clientId").asText());
            }
        }
        assertThat(enabled).containsExactly(Map.entry("google", DOCUMENTED.get("GOOGLE_CLIENT_ID")));
        JsonNode source = Objects.requireNonNull(imported.get("migrate-from-cognito"))
                .path("components")
                .path("org.keycloak.storage.UserStorageProvider")
                .path(0)
                .path("config");
        assertThat(source.path("enabled").path(0).asText()).isEqualTo("true");
        assertThat(source.path("userPoolId").path(0).asText()).isEqualTo(DOCUMENTED.get("COGNITO_USER_POOL_ID"));
    }

    /** The only users that recipes bring. */
    @Test
    void a_user_of_the_demo_has_a_token() {
        assertThat(token.split("\\.", -1)).hasSize(3);
    }
}
