package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakpool.distribution.KeycloakException;
import io.cloakpool.distribution.KeycloakHome;
import io.cloakpool.distribution.KeycloakServer;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.People;
import io.cloakpool.testsuite.demo.Realm;
import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.demo.WebPages.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The zip is unpacked in a new home, and its jars are taken away again, one by one, under a realm that has a pool. What docs/operate.md says about it is proved here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RemovalTest {
    private static final String OURS = "io.cloakpool.";
    private static final String ENGINE = "cloakpool-identity-pool-spi.jar";
    private static final String PROTOCOL = "cloakpool-aws-protocol.jar";
    private static final String CLAIMS = "cloakpool-authenticators.jar";
    private static final String NUMBERS = "libphonenumber.jar";
    private static final String MIGRATION = "cloakpool-user-migration.jar";
    private static final String THEMES = "cloakpool-themes.jar";

    private static final String SIGN_IN =
            "/protocol/openid-connect/auth?client_id=webapp&response_type=code&scope=openid&redirect_uri=http://localhost:3000/"
                    + "&code_challenge_method=S256&code_challenge=" + "x".repeat(43);

    private Path folder;
    private Path jars;
    private KeycloakHome home;
    private Installation installation;

    @BeforeAll
    void unpack(@TempDir Path ofThisClass) throws Exception {
        folder = ofThisClass;
        Bundle.unzip(folder.resolve("bundle"));
        jars = folder.resolve("bundle/providers");
        home = Homes.fresh("bundle");
        Database database = Database.start(Database.Kind.H2, folder.resolve("database"));
        installation = Installation.of("removal", home, database);
    }

    @Test
    @Order(1)
    void the_whole_zip_builds_with_no_other_warning_than_the_known_one_and_takes_a_realm() throws Exception {
        build(ENGINE, PROTOCOL, CLAIMS, MIGRATION, THEMES, NUMBERS);

        assertThat(Files.readAllLines(home.directory().resolve("cloakpool-build.log")))
                .anyMatch(line -> line.contains("augmentation completed"))
                .filteredOn(line -> line.contains(" WARN ") && !line.contains("Deprecated features"))
                .allMatch(line -> line.contains("KC-SERVICES0047"));
        kc("import", "--file=" + Installation.RECIPE.toAbsolutePath());
    }

    @Test
    @Order(2)
    void without_the_protocol_jar_the_build_fails_and_names_what_is_missing() {
        assertThatExceptionOfType(KeycloakException.class)
                .isThrownBy(() -> build(ENGINE, CLAIMS, NUMBERS))
                .withMessageContaining("io.cloakpool.aws.");
    }

    /** Of the jars that no other one needs. */
    @Test
    @Order(3)
    void without_themes_and_migration_keycloak_starts_and_users_sign_in_on_its_own_pages() throws Exception {
        build(ENGINE, PROTOCOL, CLAIMS, NUMBERS);
        home.importRealms(List.of());
        try (KeycloakServer server = installation.start()) {
            assertThat(server.isAlive()).isTrue();
            Realm realm = installation.realm();
            People people = new People(realm);
            people.signIn(people.newPerson());
            Page page = new WebPages().open(URI.create(realm.uri() + SIGN_IN));
            assertThat(page.status()).as(page.html()).isEqualTo(200);
            assertThat(page.html()).contains("name=\"username\"").doesNotContain("cloakpool.css");
        }
    }

    @Test
    @Order(4)
    void without_the_engine_keycloak_serves_the_realm_but_cannot_show_single_components_until_they_are_deleted()
            throws Exception {
        build(PROTOCOL);
        Path exported = folder.resolve("exported.json");
        kc("export", "--realm=demo", "--file=" + exported);
        assertThat(components(exported)).hasSize(6);
        home.importRealms(List.of());
        try (KeycloakServer server = installation.start()) {
            assertThat(server.isAlive()).isTrue();
            Realm realm = installation.realm();
            People people = new People(realm);
            people.signIn(people.newPerson());

            List<JsonNode> left = components(realm);
            assertThat(left).hasSize(7);
            for (JsonNode component : left) {
                assertThat(get(realm, component).status()).isEqualTo(500);
            }
            // Nobody tells Keycloak any more which values are secret: this is why components go before jars.
            assertThat(left.toString()).contains(sealingSecret(exported));
            assertThat(partialExport(realm).status()).isEqualTo(500);

            // A pool takes its bindings along.
            for (JsonNode component : left) {
                assertThat(delete(realm, component).status()).isIn(204, 404);
            }
            assertThat(components(realm)).isEmpty();
            assertThat(partialExport(realm).status()).isEqualTo(200);
        }
        assertThatExceptionOfType(KeycloakException.class)
                .isThrownBy(() -> kc("import", "--override=true", "--file=" + exported))
                .withMessageContaining("Invalid provider type 'io.cloakpool.");
    }

    private void build(String... names) throws IOException, InterruptedException {
        List<Path> wanted = new ArrayList<>();
        for (String name : names) {
            wanted.add(jars.resolve(name));
        }
        home.provide(wanted);
        home.build(List.of("--db=" + Database.Kind.H2.vendor()));
    }

    private void kc(String command, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(command, "--optimized"));
        arguments.addAll(installation.databaseOptions());
        arguments.addAll(List.of(options));
        home.run(arguments, installation.environment(), Homes.WORK.resolve("removal-" + command + ".log"));
    }

    /** Ours in an exported realm, sub-components left out. */
    private static List<JsonNode> components(Path exported) throws IOException {
        List<JsonNode> ours = new ArrayList<>();
        new ObjectMapper()
                .readTree(exported.toFile())
                .path("components")
                .properties()
                .forEach(kind -> {
                    if (kind.getKey().startsWith(OURS)) {
                        kind.getValue().forEach(ours::add);
                    }
                });
        return ours;
    }

    private static String sealingSecret(Path exported) throws IOException {
        return components(exported).stream()
                .filter(component -> component.path("name").asText().equals("sealing"))
                .findFirst()
                .orElseThrow()
                .path("config")
                .path("secret")
                .path(0)
                .asText();
    }

    private static List<JsonNode> components(Realm realm) {
        Http.Answer answer = Http.get(URI.create(realm.admin() + "/components"), realm.bearer());
        People.expect(answer);
        List<JsonNode> ours = new ArrayList<>();
        answer.json().forEach(component -> {
            if (component.path("providerType").asText().startsWith(OURS)) {
                ours.add(component);
            }
        });
        return ours;
    }

    private static Http.Answer get(Realm realm, JsonNode component) {
        return Http.get(uri(realm, component), realm.bearer());
    }

    private static Http.Answer delete(Realm realm, JsonNode component) {
        return Http.json("DELETE", uri(realm, component), Map.of(), realm.bearer());
    }

    private static URI uri(Realm realm, JsonNode component) {
        return URI.create(realm.admin() + "/components/" + component.path("id").asText());
    }

    private static Http.Answer partialExport(Realm realm) {
        return Http.json("POST", URI.create(realm.admin() + "/partial-export"), Map.of(), realm.bearer());
    }
}
