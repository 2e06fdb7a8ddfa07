package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.logs.TraceLogs;
import io.cloakpool.testsuite.pool.PoolServer;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.representations.idm.AdminEventRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.FederatedIdentityRepresentation;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;

/** Files of users on a server. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class BulkImportTest {
    /** Of passlib 1.7.4. */
    private static final String PASSWORD = "toomanysecrets";

    private static final String HASH =
            "{SSHA512}wExp4xjiCHS0zidJDC4UJq9EEeIebAQPJ1PWSwfhxWjfutI9XiiKuHm2AE41cEFfK+8HyI8bh+ztbczUGsvVFIgICWWPt7qu";
    private static final String TOO_COSTLY =
            "$scrypt$ln=30,r=8,p=1$6t1by3lvLWWslVKK8d4bIw$lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5uk";
    private static final String HEADER = "cognito:username,given_name,family_name,email,email_verified,"
            + "cognito:password_hash,cloakpool:groups,cloakpool:totp\n";
    private static final String PROVIDER = "elsewhere";

    @InjectRealm(config = BulkRealm.class)
    ManagedRealm realm;

    private Administrators administrators;
    private Imports imports;

    @BeforeEach
    void prepare() {
        Issued.add(HASH);
        Issued.add(PASSWORD);
        Issued.add(TOO_COSTLY);
        Issued.add(Totp.BASE32);
        administrators = new Administrators(realm);
        imports = administrators.imports();
        UPConfig profile = realm.admin().users().userProfile().getConfiguration();
        profile.setUnmanagedAttributePolicy(UPConfig.UnmanagedAttributePolicy.ADMIN_VIEW);
        realm.admin().users().userProfile().update(profile);
        if (realm.admin().identityProviders().findAll().isEmpty()) {
            IdentityProviderRepresentation provider = new IdentityProviderRepresentation();
            provider.setAlias(PROVIDER);
            provider.setProviderId("google");
            provider.setConfig(Map.of("clientId", "x", "clientSecret", "x"));
            try (Response made = realm.admin().identityProviders().create(provider)) {
                assertThat(made.getStatus()).isEqualTo(201);
            }
        }
    }

    @Test
    void users_of_a_csv_file_sign_in_with_their_old_passwords_and_a_second_import_skips_them() {
        String first = name();
        String second = name();
        String file = "\ufeff" + HEADER + first + ",First,\"Last, Jr.\"," + first + "@example.com,true," + HASH
                + ",/staff,\r\n\r\n" + second + ",Second,Last\\, Jr.," + second + "@example.com,true," + HASH + ",,"
                + Totp.BASE32 + "\n";

        JsonNode done = imports.run(Imports.CSV, file, false);

        assertDone(done, 2, 2, 0, 0);
        assertThat(signIn(first, PASSWORD, "")).isEqualTo(200);
        assertThat(signIn(first, "another password", "")).isEqualTo(400);
        assertThat(signIn(second, PASSWORD, "")).isEqualTo(400);
        assertThat(signIn(second, PASSWORD, Totp.now())).isEqualTo(200);
        UserRepresentation user = user(first);
        assertThat(user.getLastName()).isEqualTo("Last, Jr.");
        assertThat(user.isEmailVerified()).isTrue();
        assertThat(groups(first)).containsExactly("/staff");

        JsonNode again = imports.run(Imports.CSV, file, false);

        assertDone(again, 2, 0, 2, 0);
        assertThat(imports.errors(again.path("id").asText()).lines())
                .containsExactly(
                        "2,skipped,\"cognito:username\",\"a user of the realm has this name\"",
                        "4,skipped,\"cognito:username\",\"a user of the realm has this name\"");
        assertThat(credentials(first)).containsExactly("password");
        assertThat(credentials(second)).containsExactlyInAnyOrder("password", "otp");
    }

    @Test
    void users_of_an_ndjson_file_come_with_id_attributes_roles_links_and_status() {
        String name = name();
        String id = UUID.randomUUID().toString();
        String reset = name();
        String changing = name();
        JsonNode done = imports.run(
                Imports.NDJSON,
                "{\"username\":\"" + name + "\",\"id\":\"" + id + "\",\"attributes\":{\"custom:tier\":[\"a\",\"b\"]},"
                        + "\"roles\":[\"reader\"],\"groups\":[\"/staff\"],\"federatedLinks\":[{\"identityProvider\":\""
                        + PROVIDER + "\",\"userId\":\"" + name + "\",\"userName\":\"n\"}]}\n"
                        + "{\"username\":\"" + reset + "\",\"passwordHash\":\"" + HASH
                        + "\",\"status\":\"RESET_REQUIRED\"}\n"
                        + "{\"username\":\"" + changing + "\",\"passwordHash\":\"" + HASH
                        + "\",\"status\":\"FORCE_CHANGE_PASSWORD\"}",
                false);

        assertDone(done, 3, 3, 0, 0);
        UserRepresentation user = user(name);
        assertThat(user.getId()).isEqualTo(id);
        assertThat(realm.admin().users().get(id).getUnmanagedAttributes())
                .containsEntry("custom:tier", List.of("a", "b"))
                .containsEntry("cloakpool.legacyId", List.of(id));
        assertThat(realm.admin().users().get(id).roles().realmLevel().listAll())
                .extracting(RoleRepresentation::getName)
                .contains("reader", "default-roles-bulk");
        assertThat(realm.admin().users().get(id).getFederatedIdentity())
                .extracting(FederatedIdentityRepresentation::getUserId)
                .containsExactly(name);
        assertThat(credentials(reset)).isEmpty();
        assertThat(user(reset).getRequiredActions()).containsExactly("UPDATE_PASSWORD");
        assertThat(credentials(changing)).containsExactly("password");
        assertThat(user(changing).getRequiredActions()).containsExactly("UPDATE_PASSWORD");
    }

    @Test
    void whoever_comes_has_what_the_realm_gives_to_all_once_and_credentials_in_the_order_of_the_file() {
        GroupRepresentation staff = realm.admin().groups().groups("staff", 0, 1).get(0);
        realm.admin().addDefaultGroup(staff.getId());
        String name = name();
        try {
            JsonNode done = imports.run(
                    Imports.NDJSON,
                    "{\"username\":\"" + name
                            + "\",\"roles\":[\"reader\",\"default-roles-bulk\"],\"groups\":[\"/staff\"],"
                            + "\"totps\":[{\"secret\":\"" + Totp.BASE32 + "\",\"name\":\"first\"},{\"secret\":\""
                            + Totp.BASE32 + "\",\"name\":\"second\"}],\"passwordHash\":\"" + HASH + "\"}",
                    false);

            assertDone(done, 1, 1, 0, 0);
        } finally {
            realm.admin().removeDefaultGroup(staff.getId());
        }
        assertThat(groups(name)).containsExactly("/staff");
        assertThat(realm.admin()
                        .users()
                        .get(user(name).getId())
                        .roles()
                        .realmLevel()
                        .listAll())
                .extracting(RoleRepresentation::getName)
                .containsExactlyInAnyOrder("reader", "default-roles-bulk");
        assertThat(realm.admin().users().get(user(name).getId()).credentials())
                .extracting(CredentialRepresentation::getUserLabel)
                .containsExactly("first", "second", null);
    }

    @Test
    void what_the_realm_speaks_against_is_refused_and_told_row_by_row() {
        chief();
        String taken = name();
        assertDone(
                imports.run(
                        Imports.NDJSON,
                        "{\"username\":\"" + taken + "\",\"email\":\"" + taken
                                + "@example.com\",\"federatedLinks\":[{\"identityProvider\":\"" + PROVIDER
                                + "\",\"userId\":\"" + taken + "\"}]}",
                        false),
                1,
                1,
                0,
                0);
        List<String> rows = List.of(
                field("email", "\"" + taken.toUpperCase(Locale.ROOT) + "@EXAMPLE.com\""),
                field("groups", "[\"/nowhere\"]"),
                field("groups", "[\"/chiefs\"]"),
                field("roles", "[\"nothing\"]"),
                field("roles", "[\"chief\"]"),
                field("requiredActions", "[\"DANCE\"]"),
                field("federatedLinks", "[{\"identityProvider\":\"nobody\",\"userId\":\"1\"}]"),
                field("federatedLinks", "[{\"identityProvider\":\"" + PROVIDER + "\",\"userId\":\"" + taken + "\"}]"),
                field("passwordHash", "\"" + TOO_COSTLY + "\""),
                "{\"username\":\"" + taken + "@example.com\"}",
                "no json at all",
                field("firstName", "\"Good\""));

        JsonNode done = imports.run(Imports.NDJSON, String.join("\n", rows), false);

        assertDone(done, 12, 1, 0, 11);
        assertThat(imports.errors(done.path("id").asText()).lines())
                .containsExactlyInAnyOrder(
                        "1,failed,\"email\",\"a user of the realm has this address\"",
                        "2,failed,\"groups\",\"one of them is no group of the realm\"",
                        "3,failed,\"groups\",\"one of them gives rights to administer, which no import does\"",
                        "4,failed,\"roles\",\"one of them is no role of the realm\"",
                        "5,failed,\"roles\",\"one of them gives rights to administer, which no import does\"",
                        "6,failed,\"requiredActions\",\"one of them is no enabled required action of the realm\"",
                        "7,failed,\"federatedLinks\",\"one of them names no identity provider of the realm\"",
                        "8,failed,\"federatedLinks\",\"a user of the realm is linked to one of them\"",
                        "9,failed,\"passwordHash\",\"TOO_COSTLY: binary logarithm of N is 30, at most 21 may be\"",
                        "10,failed,\"username\",\"it is the address of a user of the realm\"",
                        "11,failed,\"\",\"it is no JSON, or has a field twice\"");
    }

    @Test
    void dry_run_tells_the_same_and_writes_nothing() {
        String name = name();
        String file = HEADER + name + ",,,,," + HASH + ",,\n" + name + ",,,,,,,\n" + name() + ",,,x,,,,\n";
        assertThat(imports.token().get()).isNotEmpty();
        int before = realm.admin().users().count();

        JsonNode dry = imports.run(Imports.CSV, file, true);

        assertDone(dry, 3, 1, 1, 1);
        assertThat(dry.path("dryRun").asBoolean()).isTrue();
        assertThat(realm.admin().users().count()).isEqualTo(before);
        JsonNode done = imports.run(Imports.CSV, file, false);
        assertDone(done, 3, 1, 1, 1);
        assertThat(imports.errors(done.path("id").asText()))
                .isEqualTo(imports.errors(dry.path("id").asText()));
        assertThat(realm.admin().users().count()).isEqualTo(before + 1);
    }

    @Test
    void import_at_work_tells_rows_rate_and_remaining_time_as_does_the_log() throws IOException {
        int rows = 6000;
        String id = imports.upload(Imports.CSV, file(name(), 0, rows), false);
        assertThat(imports.get(id).path("rowsPerSecond").asInt()).isZero();
        imports.start(id);

        JsonNode half = imports.await(id, job -> job.path("done").asInt() > 0);

        assertThat(half.path("state").asText()).as(half.toString()).isEqualTo("InProgress");
        int rate = half.path("rowsPerSecond").asInt();
        assertThat(rate).as(half.toString()).isPositive();
        double left = (rows - half.path("done").asInt()) / (double) rate;
        assertThat(half.path("remainingSeconds").asDouble())
                .as(half.toString())
                .isBetween(left * 0.9 - 1, left * 1.1 + 1);
        JsonNode done = imports.await(id);
        assertThat(lines(id))
                .as("while it was at work")
                .first()
                .asString()
                .contains(" INFO ")
                .containsPattern("[1-9][0-9]* of 6000 rows \\([0-9]+ imported, 0 skipped, 0 failed\\), "
                        + "[1-9][0-9]* a second, [0-9]+ s left$")
                .doesNotContain("6000 of 6000");
        assertDone(done, rows, rows, 0, 0);
        assertThat(done.path("remainingSeconds").isNumber()).as(done.toString()).isFalse();
        assertThat(done.path("rowsPerSecond").asInt()).isPositive();
        assertThat(TraceLogs.linesWith(
                        "pool",
                        "Import " + id + ": Succeeded, 6000 of 6000 rows (6000 imported, 0 skipped, 0 failed), "))
                .singleElement()
                .satisfies(line ->
                        assertThat(line).contains(" INFO ").containsPattern("\\), [1-9][0-9]* a second, 0 s left$"));
    }

    /** What the log tells of an import before its end. */
    private static List<String> lines(String id) {
        try {
            return TraceLogs.linesWith("pool", "Import " + id + ": ").stream()
                    .filter(line -> line.contains(" of ") && !line.contains("Succeeded"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void import_that_is_stopped_goes_on_where_it_was() {
        int rows = 6000;
        String prefix = name();
        String id = imports.upload(Imports.CSV, file(prefix, 0, rows), false);
        imports.start(id);

        Http.Answer stopped = imports.send("POST", "/" + id + "/stop", Imports.CSV, "");
        assertThat(stopped.status()).as(stopped.body()).isEqualTo(200);
        JsonNode stop = imports.await(id);
        assertThat(stop.path("state").asText()).isEqualTo("Stopped");
        assertThat(stop.path("done").asInt()).isLessThan(rows);
        assertThat(imports.send("POST", "/" + id + "/start", Imports.CSV, "").status())
                .isEqualTo(409);
        assertThat(imports.send("POST", "/" + id + "/resume", Imports.CSV, "").status())
                .isEqualTo(200);
        assertThat(imports.send("DELETE", "/" + id, Imports.CSV, "").status()).isEqualTo(409);

        assertDone(imports.await(id), rows, rows, 0, 0);
        assertThat(realm.admin().users().count(prefix)).isEqualTo(rows);
        assertThat(imports.send("POST", "/" + id + "/resume", Imports.CSV, "").status())
                .isEqualTo(409);
        assertThat(imports.send("DELETE", "/" + id, Imports.CSV, "").status()).isEqualTo(204);
        assertThat(imports.send("GET", "/" + id, Imports.CSV, "").status()).isEqualTo(404);
        assertThat(realm.admin().users().count(prefix)).isEqualTo(rows);
    }

    @Test
    void file_comes_in_parts_and_no_part_twice() {
        String prefix = name();
        String id = imports.upload(Imports.CSV, file(prefix, 0, 10), false);
        String part = rows(prefix, 10, 20);

        Http.Answer wrong = imports.send("POST", "/" + id + "/parts?after=7", Imports.CSV, part);
        assertThat(wrong.status()).isEqualTo(409);
        assertThat(wrong.json().path("errorMessage").asText()).contains("11");
        assertThat(imports.send("POST", "/" + id + "/parts?after=11", Imports.CSV, part)
                        .json()
                        .path("rows")
                        .asInt())
                .isEqualTo(20);
        assertThat(imports.send("POST", "/" + id + "/parts?after=11", Imports.CSV, part)
                        .status())
                .isEqualTo(409);
        imports.start(id);

        assertDone(imports.await(id), 20, 20, 0, 0);
        assertThat(imports.send("POST", "/" + id + "/parts?after=21", Imports.CSV, part)
                        .status())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, ''",
        "GET, ''",
        "GET, /{id}",
        "GET, /{id}/errors",
        "POST, /{id}/parts",
        "POST, /{id}/start",
        "POST, /{id}/stop",
        "POST, /{id}/resume",
        "DELETE, /{id}"
    })
    void nobody_comes_in_without_both_rights(String method, String path) {
        String id = imports.upload(Imports.CSV, HEADER, false);
        String at = path.replace("{id}", id);
        Http.Answer none = new Imports(imports.uri(), () -> "").send(method, at, Imports.CSV, "");
        assertThat(none.status()).isEqualTo(401);
        assertThat(new Imports(imports.uri(), () -> "not.a.token")
                        .send(method, at, Imports.CSV, "")
                        .status())
                .isEqualTo(401);
        for (String[] rights : new String[][] {{}, {"manage-realm"}, {"manage-users"}, {"view-realm", "view-users"}}) {
            assertThat(administrators
                            .imports(rights)
                            .send(method, at, Imports.CSV, "")
                            .status())
                    .as(String.join(" ", rights))
                    .isEqualTo(403);
        }
        String elsewhere = imports.uri().toString().replace("/bulk/", "/master/");
        assertThat(new Imports(URI.create(elsewhere), imports.token())
                        .send(method, at, Imports.CSV, "")
                        .status())
                .isBetween(401, 403);
        assertThat(imports.get(id).path("state").asText()).isEqualTo("Created");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "GET, /errors",
        "POST, /parts?after=0",
        "POST, /start",
        "POST, /stop",
        "POST, /resume",
        "DELETE, ''"
    })
    void import_that_is_not_there_is_not_found(String method, String path) {
        for (String id : List.of("x", UUID.randomUUID().toString(), "%25'--")) {
            Http.Answer answer = imports.send(method, "/" + id + path, Imports.CSV, "");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().path("errorMessage").asText()).isEqualTo("Import not found");
        }
    }

    @Test
    void file_that_cannot_be_used_is_refused_at_once() {
        assertThat(imports.send("POST", "", Imports.CSV, "")
                        .json()
                        .path("errorMessage")
                        .asText())
                .isEqualTo("The file has no header");
        Http.Answer unknown = imports.send("POST", "", Imports.CSV, "cognito:username,=cmd\n");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().path("errorMessage").asText())
                .isEqualTo("The header cannot be used: =cmd: no column is called so");
        assertThat(imports.send("POST", "", "application/json", "{}").status()).isEqualTo(415);
    }

    @Test
    void each_change_of_an_import_is_an_admin_event_and_no_user_is() {
        String id = imports.upload(Imports.CSV, HEADER + name() + ",,,,," + HASH + ",,\n", false);
        imports.send("POST", "/" + id + "/parts?after=2", Imports.CSV, name() + ",,,,," + HASH + ",,\n");
        imports.start(id);
        imports.await(id);
        imports.send("DELETE", "/" + id, Imports.CSV, "");

        List<AdminEventRepresentation> events = realm.admin().getAdminEvents().stream()
                .filter(event -> event.getResourcePath().contains(id))
                .toList();

        assertThat(events)
                .extracting(AdminEventRepresentation::getOperationType)
                .containsExactlyInAnyOrder("CREATE", "UPDATE", "ACTION", "DELETE");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getResourceType()).isEqualTo("CLOAKPOOL_IMPORT");
            assertThat(String.valueOf(event.getRepresentation())).doesNotContain(HASH);
        });
    }

    private static void assertDone(JsonNode job, int rows, int imported, int skipped, int failed) {
        assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("Succeeded");
        assertThat(List.of(
                        job.path("rows").asInt(),
                        job.path("imported").asInt(),
                        job.path("skipped").asInt(),
                        job.path("failed").asInt()))
                .as(job.toString())
                .containsExactly(rows, imported, skipped, failed);
    }

    private static String name() {
        return BulkRealm.name();
    }

    private static String field(String field, String value) {
        return "{\"username\":\"" + name() + "\",\"" + field + "\":" + value + "}";
    }

    private static String file(String prefix, int from, int to) {
        return HEADER + rows(prefix, from, to);
    }

    private static String rows(String prefix, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> prefix + "-" + i + ",First,Last," + prefix + "-" + i + "@example.com,true,,,\n")
                .collect(Collectors.joining());
    }

    /** A role and a group that give a right to administer the realm, by a detour each. */
    private void chief() {
        String management = administrators.management();
        RoleRepresentation right = realm.admin()
                .clients()
                .get(management)
                .roles()
                .get("view-users")
                .toRepresentation();
        realm.admin().roles().get("chief").addComposites(List.of(right));
        GroupRepresentation chiefs =
                realm.admin().groups().groups("chiefs", 0, 1).get(0);
        realm.admin()
                .groups()
                .group(chiefs.getId())
                .roles()
                .realmLevel()
                .add(List.of(realm.admin().roles().get("chief").toRepresentation()));
    }

    private int signIn(String name, String password, String code) {
        return administrators.grant(name, password, code).status();
    }

    private UserRepresentation user(String name) {
        List<UserRepresentation> rows = realm.admin().users().searchByUsername(name, true);
        assertThat(rows).as("rows of " + name).hasSize(1);
        return realm.admin().users().get(rows.get(0).getId()).toRepresentation();
    }

    private List<String> groups(String name) {
        return realm.admin().users().get(user(name).getId()).groups().stream()
                .map(GroupRepresentation::getPath)
                .toList();
    }

    private List<String> credentials(String name) {
        return realm.admin().users().get(user(name).getId()).credentials().stream()
                .map(CredentialRepresentation::getType)
                .toList();
    }
}
