package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.pool.PoolServer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
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
            String withId = source.person(Map.of("id", "4711"));
            String withoutId = source.person(Map.of());
            assertThat(source.signIn(withId, Source.PASSWORD).status()).isEqualTo(200);
            Http.Answer signedIn = source.signIn(withoutId, Source.PASSWORD);
            assertThat(signedIn.status()).isEqualTo(200);

            JsonNode progress = get(admin.tokenManager().getAccessTokenString()).json();

            assertThat(progress.path("migrated").asInt()).isEqualTo(1);
            assertThat(progress.path("sources")).hasSize(1);
            JsonNode told = progress.path("sources").get(0);
            assertThat(told.path("id").asText()).isEqualTo(source.id());
            assertThat(told.path("name").asText()).isEqualTo(Source.NAME);
            assertThat(told.path("provider").asText()).isEqualTo("cloakpool-migration");
            assertThat(told.path("mode").asText()).isEqualTo("check");
            assertThat(told.path("enabled").asBoolean()).isTrue();
            assertThat(told.has("users")).as("it cannot tell").isFalse();
            system.count();
            assertThat(get(admin.tokenManager().getAccessTokenString())
                            .json()
                            .at("/sources/0/users")
                            .asInt())
                    .isEqualTo(2);
            assertThat(get(signedIn.json().path("access_token").asText()).status())
                    .isEqualTo(403);
        }
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
        URI sources =
                URI.create(realm.getBaseUrl().replace("/realms/", "/admin/realms/") + "/cloakpool-migration/sources");
        return Http.get(sources, "Authorization", "Bearer " + token);
    }
}
