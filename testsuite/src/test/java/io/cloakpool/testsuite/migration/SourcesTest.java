package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.migration.account.ImportRules;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.pool.PoolServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;

/** How far a migration is, as an administrator asks. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class SourcesTest {
    @InjectRealm(config = OldSystemRealm.class)
    ManagedRealm realm;

    @InjectAdminClient
    Keycloak admin;

    @Test
    void who_has_come_over_is_counted_and_each_source_is_asked_how_many_it_has() {
        try (OldSystem system = new OldSystem();
                Source source = Source.connect(realm, system, Map.of("mode", "check", "countsUsers", "true"))) {
            int before = get(admin.tokenManager().getAccessTokenString())
                    .json()
                    .path("migrated")
                    .asInt();
            String withId = source.person(Map.of("id", "4711"));
            String withoutId = source.person(Map.of());
            assertThat(source.signIn(withId, Source.PASSWORD).status()).isEqualTo(200);
            Http.Answer signedIn = source.signIn(withoutId, Source.PASSWORD);
            assertThat(signedIn.status()).isEqualTo(200);

            JsonNode progress = get(admin.tokenManager().getAccessTokenString()).json();

            assertThat(progress.path("migrated").asInt() - before)
                    .as("with an id of it or not")
                    .isEqualTo(2);
            assertThat(progress.path("sources")).hasSize(1);
            JsonNode told = progress.path("sources").get(0);
            assertThat(told.path("id").asText()).isEqualTo(source.id());
            assertThat(told.path("name").asText()).isEqualTo(Source.NAME);
            assertThat(told.path("provider").asText()).isEqualTo("cloakpool-migration");
            assertThat(told.path("mode").asText()).isEqualTo("check");
            assertThat(told.path("enabled").asBoolean()).isTrue();
            assertThat(told.path("migrated").asInt()).isEqualTo(2);
            assertThat(told.has("users")).as("it cannot tell").isFalse();
            assertThat(told.has("remaining")).isFalse();
            source.person(Map.of());
            system.count();
            JsonNode counted =
                    get(admin.tokenManager().getAccessTokenString()).json().at("/sources/0");
            assertThat(counted.path("users").asInt()).isEqualTo(3);
            assertThat(counted.path("remaining").asInt()).isEqualTo(1);
            assertThat(get(signedIn.json().path("access_token").asText()).status())
                    .isEqualTo(403);
        }
    }

    @Test
    void users_count_for_the_source_that_they_came_from_and_those_of_a_file_for_the_one_that_it_names() {
        try (OldSystem system = new OldSystem();
                Source source = Source.connect(realm, system, Map.of())) {
            assertThat(source.signIn(source.person(Map.of()), Source.PASSWORD).status())
                    .isEqualTo(200);
            assertThat(migrated(source.id())).isEqualTo(1);
            // Later: both would know whoever signs in.
            ComponentRepresentation second = Source.component(realm, system.uri(), Map.of());
            second.setName("the-other-system");
            String other = Federated.save(realm, second);
            try {
                importOne("?source=the-other-system");
                importOne("?source=" + other);
                importOne("");

                assertThat(migrated(source.id())).as("not of a file").isEqualTo(1);
                assertThat(migrated(other)).isEqualTo(2);
                Http.Answer refused = upload("?source=nobody");
                assertThat(refused.status()).isEqualTo(400);
                assertThat(refused.json().path("errorMessage").asText()).contains("no source, or several");
            } finally {
                realm.admin().components().component(other).remove();
            }
        }
    }

    @Test
    void who_came_over_before_sources_were_kept_counts_with_the_next_sign_in_that_the_source_checks() {
        try (OldSystem system = new OldSystem();
                Source source = Source.connect(realm, system, Map.of("mode", "check"))) {
            UPConfig profile = realm.admin().users().userProfile().getConfiguration();
            profile.setUnmanagedAttributePolicy(UPConfig.UnmanagedAttributePolicy.ADMIN_EDIT);
            realm.admin().users().userProfile().update(profile);
            String name = source.person(Map.of("id", "4711"));
            assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(200);
            assertThat(migrated(source.id())).isEqualTo(1);

            for (String other : List.of("", "a value of somebody's own")) {
                rewriteSource(name, other);
                assertThat(migrated(source.id())).as(other).isZero();
            }
            assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(200);
            assertThat(migrated(source.id())).as("what is there stays").isZero();
            rewriteSource(name, "");
            assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(200);

            assertThat(migrated(source.id())).isEqualTo(1);
        }
    }

    /** @param source as an administrator may write it; empty for none */
    private void rewriteSource(String name, String source) {
        UserRepresentation user =
                realm.admin().users().searchByUsername(name, true).get(0);
        if (source.isEmpty()) {
            user.getAttributes().remove(ImportRules.LEGACY_SOURCE);
        } else {
            user.getAttributes().put(ImportRules.LEGACY_SOURCE, List.of(source));
        }
        realm.admin().users().get(user.getId()).update(user);
    }

    /** How many came from a source. */
    private int migrated(String id) {
        for (JsonNode source :
                get(admin.tokenManager().getAccessTokenString()).json().path("sources")) {
            if (source.path("id").asText().equals(id)) {
                return source.path("migrated").asInt();
            }
        }
        throw new AssertionError("no source " + id);
    }

    private void importOne(String query) {
        Http.Answer made = upload(query);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        Imports imports = imports();
        String id = made.json().path("id").asText();
        imports.start(id);
        assertThat(imports.await(id).path("imported").asInt()).isEqualTo(1);
    }

    private Http.Answer upload(String query) {
        return imports().send("POST", query, Imports.NDJSON, "{\"username\":\"" + BulkRealm.name() + "\"}");
    }

    private Imports imports() {
        return new Imports(door("imports"), () -> admin.tokenManager().getAccessTokenString());
    }

    /** Services that were written for others may take that address for something costly. */
    @Test
    void a_service_that_is_not_said_to_count_its_users_is_not_asked() {
        try (OldSystem system = new OldSystem();
                Source source = Source.connect(realm, system, Map.of())) {
            source.person(Map.of());
            system.count();

            JsonNode told =
                    get(admin.tokenManager().getAccessTokenString()).json().at("/sources/0");

            assertThat(told.path("id").asText()).isEqualTo(source.id());
            assertThat(told.has("users")).isFalse();
        }
    }

    private Http.Answer get(String token) {
        return Http.get(door("sources"), "Authorization", "Bearer " + token);
    }

    private URI door(String what) {
        return URI.create(realm.getBaseUrl().replace("/realms/", "/admin/realms/") + "/cloakpool-migration/" + what);
    }
}
