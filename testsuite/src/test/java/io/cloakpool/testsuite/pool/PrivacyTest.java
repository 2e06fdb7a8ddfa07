package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Http;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.events.admin.OperationType;
import org.keycloak.representations.idm.AdminEventRepresentation;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.testframework.annotations.InjectAdminEvents;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.events.AdminEventAssertion;
import org.keycloak.testframework.events.AdminEvents;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.remote.runonserver.InjectRunOnServer;
import org.keycloak.testframework.remote.runonserver.RunOnServerClient;
import org.keycloak.testframework.util.ApiUtil;

/** What is stored about people, who may see it, and that it goes when they do. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class PrivacyTest {
    private static final String EXPORT = "/identity-pools/identities/%s/export";
    private static final String STATUS = "select STATUS from CLOAKPOOL_IDENTITY where IDENTITY_ID = ?";
    private static final String LOGINS = "select count(*) from CLOAKPOOL_LOGIN where SUBJECT = ?";
    private static final String NONE = "none";

    @InjectRealm(config = DemoRealm.class)
    ManagedRealm realm;

    @InjectAdminEvents
    AdminEvents events;

    @InjectRunOnServer(permittedPackages = "io.cloakpool.testsuite.pool")
    RunOnServerClient server;

    private Doors doors;
    private People people;

    @BeforeEach
    void open() {
        doors = Doors.of(realm);
        people = new People(realm);
    }

    @Test
    void what_a_crash_left_of_a_pool_or_realm_is_swept_and_what_is_in_use_stays() {
        String kept = identity(people.newPerson());
        String ofPool = identity(people.newPerson());
        String ofPoolByOlderVersion = identity(people.newPerson());
        String ofRealm = identity(people.newPerson());
        String gone = "us-east-1:" + UUID.randomUUID();
        change("POOL_UUID = ?", gone.substring(gone.indexOf(':') + 1), ofPool);
        change("POOL_UUID = null, POOL_ID = ?", gone, ofPoolByOlderVersion);
        change("REALM_ID = ?", UUID.randomUUID().toString(), ofRealm);

        server.run(Sweeping.now());

        assertThat(status(kept)).isEqualTo("ACTIVE");
        assertThat(List.of(ofPool, ofPoolByOlderVersion, ofRealm))
                .allMatch(id -> status(id).equals(NONE));
    }

    @Test
    void users_that_are_removed_without_a_word_lose_their_logins_and_identities() {
        People.Person person = people.newPerson();
        People.Person neighbour = people.newPerson();
        Doors.Session session = doors.session(people.signIn(person).id());
        String ofNeighbour = identity(neighbour);
        String ldap = silentLdap();
        try {
            server.run(Sweeping.sql("update USER_ENTITY set FEDERATION_LINK = ? where ID = ?", ldap, person.userId()));
            realm.admin().userStorage().removeImportedUsers(ldap);
            assertThat(logins(person.userId())).as("nothing was told").isEqualTo("1");

            server.run(Sweeping.now());
        } finally {
            realm.admin().components().component(ldap).remove();
        }

        assertThat(logins(person.userId())).isEqualTo("0");
        assertThat(status(session.identity())).isEqualTo("RETIRED");
        assertThat(doors.authorize(session.signer())).isEqualTo("400 InvalidToken");
        assertThat(logins(neighbour.userId())).isEqualTo("1");
        assertThat(status(ofNeighbour)).isEqualTo("ACTIVE");
    }

    @Test
    void user_of_a_storage_that_does_not_answer_or_is_switched_off_stays_until_the_storage_is_removed() {
        String identity = identity(people.newPerson());
        String ldap = silentLdap();
        String user = "f:" + ldap + ":frank";
        server.run(Sweeping.sql(
                "update CLOAKPOOL_LOGIN set SUBJECT = ? where IDENTITY_KEY ="
                        + " (select IDENTITY_KEY from CLOAKPOOL_IDENTITY where IDENTITY_ID = ?)",
                user,
                identity));
        try {
            server.run(Sweeping.now());
            assertThat(logins(user)).as("LDAP does not answer").isEqualTo("1");

            ComponentRepresentation off =
                    realm.admin().components().component(ldap).toRepresentation();
            off.getConfig().putSingle("enabled", "false");
            realm.admin().components().component(ldap).update(off);
            server.run(Sweeping.now());
            assertThat(logins(user)).as("LDAP is switched off").isEqualTo("1");
            assertThat(status(identity)).isEqualTo("ACTIVE");
        } finally {
            realm.admin().components().component(ldap).remove();
        }

        server.run(Sweeping.now());

        assertThat(logins(user)).as("LDAP is gone").isEqualTo("0");
        assertThat(status(identity)).isEqualTo("RETIRED");
    }

    @Test
    void export_says_everything_that_is_stored_and_is_an_admin_event() {
        Instant start = Instant.now().minusSeconds(1);
        People.Person person = people.newPerson();
        String identity = identity(person);
        String path = EXPORT.formatted(identity);
        String reader = reader("view-realm", "view-users");
        events.clear();

        Http.Answer answer = doors.admin("GET", path, "", reader);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        JsonNode export = answer.json();
        assertThat(export.path("version").asInt()).isEqualTo(1);
        assertThat(export.path("id").asText()).isEqualTo(identity);
        assertThat(export.path("poolId").asText()).isEqualTo(doors.poolId());
        assertThat(export.path("status").asText()).isEqualTo("active");
        assertThat(export.has("successor")).isFalse();
        assertThat(export.path("logins").size()).isEqualTo(1);
        JsonNode login = export.path("logins").path(0);
        assertThat(login.path("provider").asText())
                .isEqualTo("realm:" + realm.getCreatedRepresentation().getId());
        assertThat(login.path("subject").asText()).isEqualTo(person.userId());
        for (JsonNode time : List.of(export.path("createdAt"), export.path("modifiedAt"), login.path("linkedAt"))) {
            assertThat(Instant.parse(time.asText()))
                    .isBetween(start, Instant.now().plusSeconds(1));
        }
        AdminEventRepresentation event = Objects.requireNonNull(events.poll(), "no event");
        AdminEventAssertion.assertSuccess(event)
                .operationType(OperationType.ACTION)
                .resourcePath(path.substring(1).split("/", -1));
        assertThat(event.getResourceType()).isEqualTo("IDENTITY_POOL_IDENTITY");
        assertThat(event.getAuthDetails().getUserId())
                .isEqualTo(KnownKey.claims(reader).path("sub").asText());
        assertThat(event.getRepresentation()).doesNotContain(person.userId());
    }

    @Test
    void export_needs_the_right_to_see_the_realm_and_its_users() {
        String path = EXPORT.formatted(identity(people.newPerson()));
        List<String> lacking =
                List.of(people.signIn().access(), reader("view-realm"), reader("view-users"), people.administrator());
        events.clear();

        assertThat(Http.get(doors.admin(path)).status()).isEqualTo(401);
        assertThat(lacking)
                .allSatisfy(token ->
                        assertThat(doors.admin("GET", path, "", token).status()).isEqualTo(403));
        assertThat(events.poll()).isNull();
    }

    @Test
    void who_may_not_see_users_is_not_told_who_has_an_identity() {
        String identity = identity(people.newPerson());
        String one = "/identity-pools/identities/" + identity;
        String all = "/identity-pools/identities?pool=" + doors.poolId();
        for (String path : List.of(one, all)) {
            assertThat(doors.admin("GET", path, "", reader("view-realm", "view-users"))
                            .json()
                            .findValues("subject"))
                    .isNotEmpty();
            JsonNode answer = doors.admin("GET", path, "", reader("view-realm")).json();
            assertThat(answer.findValues("provider")).isNotEmpty();
            assertThat(answer.findValues("subject")).isEmpty();
        }
    }

    @Test
    void a_persons_identities_are_found_by_those_who_may_see_users() {
        People.Person person = people.newPerson();
        String identity = identity(person);
        identity(people.newPerson());
        String path = "/identity-pools/identities?pool=demo&subject=" + person.userId();
        String reader = reader("view-realm", "view-users");

        JsonNode found = doors.admin("GET", path, "", reader).json().path("identities");

        assertThat(found).hasSize(1);
        assertThat(found.path(0).path("id").asText()).isEqualTo(identity);
        assertThat(found.path(0).path("logins").path(0).path("subject").asText())
                .isEqualTo(person.userId());
        assertThat(doors.admin("GET", path + "x", "", reader).body()).isEqualTo("{\"identities\":[]}\n");
        assertThat(doors.admin("GET", path, "", reader("view-realm")).status()).isEqualTo(403);
        assertThat(doors.admin("GET", "/identity-pools/identities", "", reader).body())
                .contains("pool is needed");
    }

    @Test
    void export_of_nobody_is_not_found_and_no_event() {
        String reader = reader("view-realm", "view-users");
        events.clear();

        for (String nobody : List.of("nobody", "us-east-1:" + UUID.randomUUID())) {
            Http.Answer answer = doors.admin("GET", EXPORT.formatted(nobody), "", reader);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().path("errorMessage").asText()).isNotEmpty();
        }
        assertThat(events.poll()).isNull();
    }

    @Test
    void usage_counts_identities_and_logins_of_each_pool() {
        String administrator = people.administrator();
        JsonNode before = usage("?pool=demo").path(0);
        identity(people.newPerson());
        String retired = identity(people.newPerson());
        doors.admin("POST", "/identity-pools/identities/" + retired + "/retire", Map.of(), administrator);
        doors.admin("PUT", "/identity-pools/unused", Map.of("name", "unused"), administrator);

        JsonNode all = usage("");

        JsonNode demo = all.path(0);
        String provider = "realm:" + realm.getCreatedRepresentation().getId();
        assertThat(demo.path("poolId").asText()).isEqualTo(doors.poolId());
        assertThat(demo.path("name").asText()).isEqualTo("demo");
        assertThat(grown(before, demo, "identities", "linked")).isEqualTo(1);
        assertThat(grown(before, demo, "identities", "retired")).isEqualTo(1);
        assertThat(grown(before, demo, "logins", provider)).isEqualTo(2);
        assertThat(all.path(1).path("name").asText()).isEqualTo("unused");
        assertThat(all.path(1).path("identities").toString()).isEqualTo("{\"linked\":0,\"retired\":0}");
        assertThat(all.path(1).path("logins").toString()).isEqualTo("{}");
        assertThat(usage("?pool=" + doors.poolId()).path(0)).isEqualTo(demo);
        assertThat(doors.admin("GET", "/identity-pools/usage?pool=nobody", "", administrator)
                        .status())
                .isEqualTo(404);
        assertThat(doors.admin(
                                "GET",
                                "/identity-pools/usage",
                                "",
                                people.signIn().access())
                        .status())
                .isEqualTo(403);
    }

    private static long grown(JsonNode before, JsonNode after, String part, String name) {
        return after.path(part).path(name).asLong()
                - before.path(part).path(name).asLong();
    }

    private JsonNode usage(String query) {
        Http.Answer answer = doors.admin("GET", "/identity-pools/usage" + query, "", people.administrator());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private String identity(People.Person person) {
        return doors.identity(people.signIn(person).id());
    }

    private void change(String assignment, String value, String identity) {
        server.run(Sweeping.sql(
                "update CLOAKPOOL_IDENTITY set " + assignment + " where IDENTITY_ID = ?", value, identity));
    }

    private String status(String identity) {
        return server.fetch(Sweeping.text(STATUS, identity), String.class);
    }

    private String logins(String user) {
        return server.fetch(Sweeping.text(LOGINS, user), String.class);
    }

    /** An LDAP storage where nobody listens. */
    private String silentLdap() {
        ComponentRepresentation ldap = new ComponentRepresentation();
        ldap.setName("ldap");
        ldap.setProviderId("ldap");
        ldap.setProviderType(UserStorageProvider.class.getName());
        ldap.setConfig(new MultivaluedHashMap<>());
        Map.of(
                        "connectionUrl", "ldap://127.0.0.1:1",
                        "vendor", "other",
                        "usersDn", "ou=people,dc=example,dc=org",
                        "authType", "none",
                        "importEnabled", "false",
                        "editMode", "READ_ONLY",
                        "usernameLDAPAttribute", "uid",
                        "rdnLDAPAttribute", "uid",
                        "uuidLDAPAttribute", "entryUUID",
                        "userObjectClasses", "inetOrgPerson")
                .forEach(ldap.getConfig()::putSingle);
        try (Response made = realm.admin().components().add(ldap)) {
            return ApiUtil.getCreatedId(made);
        }
    }

    /** An access token of somebody with these roles of {@code realm-management}. */
    private String reader(String... roles) {
        People.Person person = people.newPerson();
        String management = realm.admin()
                .clients()
                .findByClientId("realm-management")
                .get(0)
                .getId();
        people.user(person)
                .roles()
                .clientLevel(management)
                .add(List.of(roles).stream()
                        .map(role -> realm.admin()
                                .clients()
                                .get(management)
                                .roles()
                                .get(role)
                                .toRepresentation())
                        .toList());
        return people.signIn(person).access();
    }
}
