package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.pool.PoolServer;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.realm.RealmBuilder;
import org.keycloak.testframework.realm.RealmConfig;
import org.keycloak.testframework.realm.UserBuilder;
import org.keycloak.testframework.util.ApiUtil;

/** Who comes to which import, whatever realm and token they come with. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class ImportDoorTest {
    private static final String ROWS = "{\"username\":\"%s\"}\n";
    /** As many as a realm may have. */
    private static final int JOBS = 100;

    @InjectRealm(config = BulkRealm.class)
    ManagedRealm realm;

    @InjectRealm(ref = "neighbour", config = Neighbour.class)
    ManagedRealm neighbour;

    @InjectAdminClient
    Keycloak server;

    private Administrators administrators;
    private Imports imports;

    static final class Neighbour implements RealmConfig {
        @Override
        public RealmBuilder configure(RealmBuilder builder) {
            return new BulkRealm().configure(builder).name("neighbour");
        }
    }

    @BeforeEach
    void prepare() {
        Issued.add(Administrators.PASSWORD);
        administrators = new Administrators(realm);
        imports = administrators.imports();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "GET, /errors",
        "POST, /parts?after=1",
        "POST, /start",
        "POST, /stop",
        "POST, /resume",
        "DELETE, ''"
    })
    void an_import_of_another_realm_is_not_there(String method, String path) {
        Imports theirs = new Administrators(neighbour).imports();
        String id = theirs.upload(Imports.NDJSON, ROWS.formatted(BulkRealm.name()), false);

        Http.Answer answer = imports.send(method, "/" + id + path, Imports.NDJSON, ROWS.formatted(BulkRealm.name()));

        assertThat(answer.status()).as(answer.body()).isEqualTo(404);
        assertThat(answer.json().path("errorMessage").asText()).isEqualTo("Import not found");
        JsonNode job = theirs.get(id);
        assertThat(job.path("state").asText()).isEqualTo("Created");
        assertThat(job.path("rows").asInt()).isEqualTo(1);
        assertThat(imports.send("GET", "", Imports.NDJSON, "").body()).doesNotContain(id);
    }

    @Test
    void administrators_of_the_server_come_in_by_their_rights_on_the_realm() {
        Imports asServer =
                new Imports(administrators.door(), () -> server.tokenManager().getAccessTokenString());
        String id = asServer.upload(Imports.NDJSON, ROWS.formatted(BulkRealm.name()), true);
        assertThat(asServer.send("DELETE", "/" + id, Imports.NDJSON, "").status())
                .isEqualTo(204);

        Imports half = new Imports(administrators.door(), () -> ofMaster("manage-users"));
        assertThat(half.send("GET", "", Imports.NDJSON, "").status()).isEqualTo(403);
        Imports both = new Imports(administrators.door(), () -> ofMaster("manage-users", "manage-realm"));
        assertThat(both.send("GET", "", Imports.NDJSON, "").status()).isEqualTo(200);
        Imports elsewhere = new Imports(new Administrators(neighbour).door(), both.token());
        assertThat(elsewhere.send("GET", "", Imports.NDJSON, "").status()).isEqualTo(403);
    }

    /** The token of a new administrator of the master realm, with these rights on the realm alone. */
    private String ofMaster(String... rights) {
        String name = BulkRealm.name();
        var master = server.realm("master");
        String id;
        try (Response made = master.users()
                .create(UserBuilder.create(name)
                        .enabled(true)
                        .name("First", "Last")
                        .email(name + "@example.com")
                        .password(Administrators.PASSWORD)
                        .build())) {
            id = ApiUtil.getCreatedId(made);
        }
        String client = master.clients().findByClientId("bulk-realm").get(0).getId();
        master.users()
                .get(id)
                .roles()
                .clientLevel(client)
                .add(List.of(rights).stream()
                        .map(right ->
                                master.clients().get(client).roles().get(right).toRepresentation())
                        .toList());
        Http.Answer signedIn = Http.form(
                URI.create(realm.getBaseUrl().replace("/realms/bulk", "/realms/master")
                        + "/protocol/openid-connect/token"),
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        name,
                        "password",
                        Administrators.PASSWORD));
        assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(200);
        return signedIn.json().path("access_token").asText();
    }

    @Test
    void a_token_that_is_bound_to_a_key_needs_that_key() {
        DpopKey key = new DpopKey();
        Http.Answer signedIn = administrators.grant(
                administrators.person(Administrators.RIGHTS),
                Administrators.PASSWORD,
                "",
                "DPoP",
                key.proof("POST", administrators.tokenEndpoint(), ""));
        assertThat(signedIn.json().path("token_type").asText())
                .as(signedIn.body())
                .isEqualTo("DPoP");
        String token = signedIn.json().path("access_token").asText();

        assertThat(list("Bearer " + token, "").status()).isEqualTo(401);
        assertThat(list("DPoP " + token, new DpopKey().proof("GET", administrators.door(), token))
                        .status())
                .isEqualTo(401);
        Http.Answer own = list("DPoP " + token, key.proof("GET", administrators.door(), token));
        assertThat(own.status()).as(own.body()).isEqualTo(200);
    }

    private Http.Answer list(String authorization, String proof) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(administrators.door()).header("Authorization", authorization);
        return Http.send(
                proof.isEmpty()
                        ? request.build()
                        : request.header("DPoP", proof).build());
    }

    @Test
    void a_realm_has_so_many_imports_and_no_more() {
        Imports theirs = new Administrators(neighbour).imports();
        int before = theirs.send("GET", "", Imports.NDJSON, "").json().size();
        String last = "";
        for (int i = before; i < JOBS; i++) {
            last = theirs.upload(Imports.NDJSON, "", false);
        }

        Http.Answer more = theirs.send("POST", "", Imports.NDJSON, "");

        assertThat(more.status()).isEqualTo(409);
        assertThat(more.json().path("errorMessage").asText()).contains("100 imports; delete one");
        assertThat(theirs.send("DELETE", "/" + last, Imports.NDJSON, "").status())
                .isEqualTo(204);
        theirs.upload(Imports.NDJSON, "", false);
        theirs.send("GET", "", Imports.NDJSON, "")
                .json()
                .forEach(job -> theirs.send("DELETE", "/" + job.path("id").asText(), Imports.NDJSON, ""));
    }

    @Test
    void imports_of_a_realm_go_with_it() {
        RealmRepresentation passing = new RealmRepresentation();
        passing.setId(UUID.randomUUID().toString());
        passing.setRealm("passing");
        passing.setEnabled(true);
        Imports theirs = new Imports(
                URI.create(administrators.door().toString().replace("/bulk/", "/passing/")),
                () -> server.tokenManager().getAccessTokenString());
        for (int i = 0; i < 2; i++) {
            server.realms().create(passing);
            try {
                server.tokenManager().grantToken();
                assertThat(theirs.send("GET", "", Imports.NDJSON, "").json()).isEmpty();
                theirs.upload(Imports.NDJSON, ROWS.formatted(BulkRealm.name()), false);
            } finally {
                server.realm("passing").remove();
            }
        }
    }

    @Test
    void rights_to_administer_come_by_no_group_above_and_by_no_other_realms_client() {
        GroupRepresentation above =
                realm.admin().groups().groups("chiefs", 0, 1).get(0);
        GroupRepresentation below = new GroupRepresentation();
        below.setName("below");
        try (Response made = realm.admin().groups().group(above.getId()).subGroup(below)) {
            assertThat(made.getStatus()).isEqualTo(201);
        }
        realm.admin()
                .groups()
                .group(above.getId())
                .roles()
                .clientLevel(administrators.management())
                .add(List.of(realm.admin()
                        .clients()
                        .get(administrators.management())
                        .roles()
                        .get("view-users")
                        .toRepresentation()));
        String group = "{\"username\":\"" + BulkRealm.name() + "\",\"groups\":[\"/chiefs/below\"]}";
        JsonNode job = imports.run(Imports.NDJSON, group, false);
        assertThat(imports.errors(job.path("id").asText()))
                .isEqualTo("1,failed,\"groups\",\"one of them gives rights to administer, which no import does\"\r\n");

        var master = server.realm("master");
        RoleRepresentation role = new RoleRepresentation("helper", "", false);
        master.roles().create(role);
        try {
            String client = master.clients().findByClientId("bulk-realm").get(0).getId();
            master.roles()
                    .get("helper")
                    .addComposites(List.of(master.clients()
                            .get(client)
                            .roles()
                            .get("view-users")
                            .toRepresentation()));
            Imports atMaster = new Imports(
                    URI.create(administrators.door().toString().replace("/bulk/", "/master/")),
                    () -> server.tokenManager().getAccessTokenString());
            JsonNode dry = atMaster.run(
                    Imports.NDJSON, "{\"username\":\"" + BulkRealm.name() + "\",\"roles\":[\"helper\"]}", true);
            assertThat(atMaster.errors(dry.path("id").asText()))
                    .isEqualTo(
                            "1,failed,\"roles\",\"one of them gives rights to administer, which no import does\"\r\n");
            atMaster.send("DELETE", "/" + dry.path("id").asText(), Imports.NDJSON, "");
        } finally {
            master.roles().get("helper").remove();
        }
    }
}
