package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.testsuite.demo.Http;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.events.admin.OperationType;
import org.keycloak.representations.idm.AdminEventRepresentation;
import org.keycloak.testframework.annotations.InjectAdminEvents;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.events.AdminEventAssertion;
import org.keycloak.testframework.events.AdminEvents;
import org.keycloak.testframework.realm.ManagedRealm;

/** The administration door: who may, what stays as it was, and what is written down. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class AdminRestTest {
    private static final String POOL = "/identity-pools/demo";
    private static final String GATEWAY = "/identity-pools/gateways/events";

    @InjectRealm(config = DemoRealm.class)
    ManagedRealm realm;

    @InjectAdminEvents
    AdminEvents events;

    private Doors doors;
    private People people;
    private String administrator;

    @BeforeEach
    void signIn() {
        doors = Doors.of(realm);
        people = new People(realm);
        administrator = people.administrator();
        events.clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/identity-pools",
                "/identity-pools/",
                POOL,
                "/identity-pools/roles",
                "/identity-pools/roles/DemoUser",
                "/identity-pools/gateways",
                "/identity-pools/gateways/s3",
                "/identity-pools/keys",
                "/identity-pools/identities/us-east-1:00000000-0000-0000-0000-000000000000"
            })
    void nobody_reads_without_the_right_to(String path) {
        assertThat(Http.get(doors.admin(path)).status()).isEqualTo(401);
        assertThat(doors.admin("GET", path, "", "not.a.token").status()).isEqualTo(401);
        assertThat(doors.admin("GET", path, "", people.signIn().access()).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /identity-pools/demo",
        "DELETE, /identity-pools/demo",
        "PUT, /identity-pools/roles/DemoUser",
        "DELETE, /identity-pools/roles/DemoUser",
        "PUT, /identity-pools/gateways/s3",
        "DELETE, /identity-pools/gateways/s3",
        "POST, /identity-pools/keys/sealing/rotate",
        "POST, /identity-pools/identities/us-east-1:00000000-0000-0000-0000-000000000000/retire"
    })
    void nobody_changes_without_the_right_to(String method, String path) {
        String before = configuration();
        String viewer = viewer();

        assertThat(Http.json(method, doors.admin(path), Map.of()).status()).isEqualTo(401);
        assertThat(doors.admin(method, path, Map.of(), people.signIn().access()).status())
                .isEqualTo(403);
        assertThat(doors.admin("GET", POOL, "", viewer).status()).isEqualTo(200);
        assertThat(doors.admin(method, path, Map.of(), viewer).status()).isEqualTo(403);
        assertThat(configuration()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/identity-pools/nobody",
                "/identity-pools/us-east-1:00000000-0000-0000-0000-000000000000",
                "/identity-pools/roles/Nobody",
                "/identity-pools/gateways/nobody",
                "/identity-pools/identities/nobody",
                "/identity-pools/identities/us-east-1:00000000-0000-0000-0000-000000000000"
            })
    void what_does_not_exist_is_not_found(String path) {
        assertThat(get(path).status()).isEqualTo(404);
        if (path.contains("identities")) {
            assertThat(admin("POST", path + "/retire", Map.of()).status()).isEqualTo(404);
        } else {
            assertThat(admin("DELETE", path, "").status()).isEqualTo(404);
        }
        assertThat(events.poll()).isNull();
    }

    @Test
    void putting_what_is_there_changes_nothing() {
        Http.Answer before = get(POOL);

        Http.Answer first = admin("PUT", POOL, before.json(), "If-Match", before.header("etag"));
        Http.Answer second = admin("PUT", POOL, before.json(), "If-Match", first.header("etag"));

        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(before.body());
        assertThat(second.header("etag")).isEqualTo(before.header("etag")).startsWith("\"");
        assertThat(get("/identity-pools").json().size()).isEqualTo(1);
    }

    @Test
    void a_change_has_a_new_etag_and_the_old_one_is_outdated() {
        Http.Answer before = get(POOL);
        ObjectNode changed = before.json().deepCopy();

        Http.Answer first =
                admin("PUT", POOL, changed.put("credentialLifetime", 1800), "If-Match", before.header("etag"));
        Http.Answer second =
                admin("PUT", POOL, changed.put("credentialLifetime", 2700), "If-Match", before.header("etag"));
        Http.Answer deletion = admin("DELETE", POOL, "", "If-Match", before.header("etag"));

        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.header("etag")).isNotEqualTo(before.header("etag"));
        assertThat(second.status()).isEqualTo(412);
        assertThat(deletion.status()).isEqualTo(412);
        assertThat(get(POOL).body()).isEqualTo(first.body());
        assertThat(admin("PUT", POOL, before.json(), "If-Match", "*").status()).isEqualTo(200);
        assertThat(get(POOL).header("etag")).isEqualTo(before.header("etag"));
    }

    @Test
    void what_is_no_etag_is_refused() {
        assertThat(admin("PUT", POOL, get(POOL).json(), "If-Match", "W/\"00ff\"")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_dry_run_answers_as_the_change_would_and_changes_nothing() {
        Http.Answer before = get(POOL);
        ObjectNode changed = before.json().deepCopy();

        Http.Answer dry = admin("PUT", POOL + "?dryRun=true", changed.put("credentialLifetime", 1800));
        Http.Answer made = admin("PUT", "/identity-pools/new?dryRun", Map.of("name", "new"));
        Http.Answer broken = admin("PUT", POOL + "?dryRun=true", changed.put("authenticatedRole", "Nobody"));

        assertThat(dry.status()).as(dry.body()).isEqualTo(200);
        assertThat(dry.json().path("credentialLifetime").asInt()).isEqualTo(1800);
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        assertThat(broken.status()).isEqualTo(400);
        assertThat(get(POOL).body()).isEqualTo(before.body());
        assertThat(get("/identity-pools/new").status()).isEqualTo(404);
        assertThat(events.poll()).isNull();
    }

    @Test
    void a_pool_that_breaks_a_rule_leaves_no_part_of_itself() {
        Map<String, Object> broken = Map.of(
                "name",
                "broken",
                "roles",
                List.of(
                        Map.of("name", "Whole", "policy", Map.of("Version", "2012-10-17", "Statement", List.of())),
                        Map.of(
                                "name",
                                "Broken",
                                "policy",
                                Map.of("Version", "2012-10-17", "Statement", Map.of("Effect", "Perhaps")))));

        assertThat(admin("PUT", "/identity-pools/broken", broken).status()).isEqualTo(400);

        assertThat(get("/identity-pools/broken").status()).isEqualTo(404);
        assertThat(get("/identity-pools/roles/Whole").status()).isEqualTo(404);
        assertThat(get("/identity-pools/roles/Broken").status()).isEqualTo(404);
        assertThat(events.poll()).isNull();
    }

    @Test
    void a_misspelt_field_is_refused_by_name() {
        ObjectNode pool = get(POOL).json().deepCopy();

        Http.Answer answer = admin("PUT", POOL, pool.put("alowGuests", false));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errorMessage").asText()).contains("alowGuests");
        assertThat(answer.header("x-amzn-requestid")).isNotEmpty();
    }

    @Test
    void changes_of_a_gateway_are_admin_events_without_its_secret() {
        String secret = "a-secret-that-nobody-may-read-" + UUID.randomUUID();
        Map<String, Object> gateway = new HashMap<>(Map.of("dialect", "nginx", "secret", secret));

        assertThat(admin("PUT", GATEWAY, gateway).status()).isEqualTo(201);
        assertEvent(OperationType.CREATE, "IDENTITY_POOL_GATEWAY", GATEWAY, secret);
        assertThat(admin("PUT", GATEWAY, gateway).status()).isEqualTo(200);
        assertEvent(OperationType.UPDATE, "IDENTITY_POOL_GATEWAY", GATEWAY, secret);
        assertThat(admin("DELETE", GATEWAY, "").status()).isEqualTo(204);
        assertEvent(OperationType.DELETE, "IDENTITY_POOL_GATEWAY", GATEWAY, secret);
        assertThat(events.poll()).isNull();
    }

    @Test
    void changes_of_pools_and_roles_are_admin_events() {
        String role = "/identity-pools/roles/Short";
        Map<String, Object> policy = Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                Map.of("Effect", "Allow", "Action", "s3:GetObject", "Resource", "*"));

        assertThat(admin("PUT", role, Map.of("policy", policy, "trustedPools", List.of("short")))
                        .status())
                .isEqualTo(201);
        assertEvent(OperationType.CREATE, "IDENTITY_POOL_ROLE", role, "nothing");
        Http.Answer made = admin("PUT", "/identity-pools/short", Map.of("name", "short", "authenticatedRole", "Short"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String pool = "/identity-pools/" + made.json().path("id").asText();
        assertEvent(OperationType.CREATE, "IDENTITY_POOL", pool, "nothing");
        assertThat(admin("DELETE", pool, "").status()).isEqualTo(204);
        assertEvent(OperationType.DELETE, "IDENTITY_POOL", pool, "nothing");
        assertThat(admin("DELETE", role, "").status()).isEqualTo(204);
        assertEvent(OperationType.DELETE, "IDENTITY_POOL_ROLE", role, "nothing");
    }

    @Test
    void retiring_and_rotating_are_admin_events() {
        String path =
                "/identity-pools/identities/" + doors.identity(people.signIn().id()) + "/retire";
        events.clear();

        assertThat(admin("POST", path, Map.of()).status()).isEqualTo(204);
        assertEvent(OperationType.ACTION, "IDENTITY_POOL_IDENTITY", path, "nothing");
        String rotate = "/identity-pools/keys/sealing/rotate";
        assertThat(admin("POST", rotate, Map.of()).status()).isEqualTo(204);
        assertEvent(OperationType.ACTION, "IDENTITY_POOL_KEY", rotate, "secret");
    }

    @Test
    void no_secret_leaves_by_this_door() {
        assertThat(configuration())
                .doesNotContain(DemoExport.SECRETS.gateway(), DemoRealm.POOL_KEY.pkcs8(), "guestSecret", "privateKey")
                .contains("**********");
    }

    /** The next event: what was done, by whom, and nothing that must stay secret. */
    private void assertEvent(OperationType operation, String kind, String path, String secret) {
        AdminEventRepresentation event = Objects.requireNonNull(events.poll(), "no event of " + path);
        AdminEventAssertion.assertSuccess(event)
                .operationType(operation)
                .resourcePath(path.substring(1).split("/", -1));
        assertThat(event.getResourceType()).isEqualTo(kind);
        assertThat(event.getAuthDetails().getClientId()).isNotEmpty();
        assertThat(event.getAuthDetails().getUserId())
                .isEqualTo(KnownKey.claims(administrator).path("sub").asText());
        assertThat(event.getRepresentation()).isNotEmpty().doesNotContain(secret);
    }

    /** An access token of somebody who may see the realm, and no more. */
    private String viewer() {
        People.Person person = people.newPerson();
        String management = realm.admin()
                .clients()
                .findByClientId("realm-management")
                .get(0)
                .getId();
        people.user(person)
                .roles()
                .clientLevel(management)
                .add(List.of(realm.admin()
                        .clients()
                        .get(management)
                        .roles()
                        .get("view-realm")
                        .toRepresentation()));
        return people.signIn(person).access();
    }

    private String configuration() {
        return get("/identity-pools").body()
                + get("/identity-pools/gateways").body()
                + get("/identity-pools/keys").body()
                + get("/identity-pools/roles").body();
    }

    private Http.Answer get(String path) {
        return admin("GET", path, "");
    }

    private Http.Answer admin(String method, String path, Object body, String... header) {
        return doors.admin(method, path, body, administrator, header);
    }
}
