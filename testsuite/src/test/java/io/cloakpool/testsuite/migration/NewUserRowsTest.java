package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.pool.PoolServer;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.remote.runonserver.InjectRunOnServer;
import org.keycloak.testframework.remote.runonserver.RunOnServerClient;

/**
 * A bulk import writes roles, groups and credentials of new users past Keycloak's model. The rows are compared with those of the model, in
 * all columns that the tables have: one that Keycloak adds, and fills, shows here.
 */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class NewUserRowsTest {
    private static final String HASH = "$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0";

    @InjectRealm(config = BulkRealm.class)
    ManagedRealm realm;

    @InjectRunOnServer(permittedPackages = "io.cloakpool.testsuite.migration")
    RunOnServerClient server;

    @Test
    void the_rows_of_a_user_from_a_file_are_those_that_keycloak_writes_of_the_same_user() {
        Issued.add(HASH);
        Issued.add(Totp.BASE32);
        IdentityProviderRepresentation provider = new IdentityProviderRepresentation();
        provider.setAlias("rows");
        provider.setProviderId("google");
        provider.setConfig(Map.of("clientId", "x", "clientSecret", "x"));
        try (Response made = realm.admin().identityProviders().create(provider)) {
            assertThat(made.getStatus()).isEqualTo(201);
        }
        GroupRepresentation chiefs =
                realm.admin().groups().groups("chiefs", 0, 1).get(0);
        realm.admin().addDefaultGroup(chiefs.getId());
        String name = BulkRealm.name();
        try {
            JsonNode done = new Administrators(realm)
                    .imports()
                    .run(
                            Imports.NDJSON,
                            "{\"username\":\"" + name + "\",\"id\":\"4711\",\"email\":\"" + name
                                    + "@example.com\",\"emailVerified\":true,\"firstName\":\"First\",\"lastName\":\"Last\","
                                    + "\"phoneNumber\":\"+15550100\",\"attributes\":{\"color\":[\"red\",\"blue\"]},"
                                    + "\"groups\":[\"/staff\"],\"roles\":[\"reader\"],\"requiredActions\":[\"UPDATE_PROFILE\"],"
                                    + "\"totps\":[{\"secret\":\"" + Totp.BASE32 + "\",\"name\":\"app\"},{\"secret\":\""
                                    + Totp.BASE32 + "\"}],\"passwordHash\":\"" + HASH
                                    + "\",\"federatedLinks\":[{\"identityProvider\":\"rows\",\"userId\":\"" + name
                                    + "\",\"userName\":\"n\"}]}",
                            false);
            assertThat(done.path("imported").asInt()).as(done.toString()).isEqualTo(1);
            String id =
                    realm.admin().users().searchByUsername(name, true).get(0).getId();
            List<String> ours = rows(id);

            server.run(UserRows.writeAnew("bulk", id));

            assertThat(ours.stream()
                            .map(row -> row.substring(0, row.indexOf(' ')))
                            .collect(Collectors.groupingBy(table -> table, Collectors.counting())))
                    .as("there is something to compare")
                    .containsEntry("USER_ENTITY", 1L)
                    .containsEntry("USER_ATTRIBUTE", 5L)
                    .containsEntry("CREDENTIAL", 3L)
                    .containsEntry("USER_ROLE_MAPPING", 2L)
                    .containsEntry("USER_GROUP_MEMBERSHIP", 2L)
                    .containsEntry("USER_REQUIRED_ACTION", 1L)
                    .containsEntry("FEDERATED_IDENTITY", 1L);
            assertThat(rows(id)).isEqualTo(ours);
        } finally {
            realm.admin().removeDefaultGroup(chiefs.getId());
            realm.admin().identityProviders().get("rows").remove();
        }
    }

    /** Without the pack's own note of when a link came about: an import does not know. */
    private List<String> rows(String user) {
        return server.fetch(UserRows.of(user), String.class)
                .lines()
                .filter(row -> !row.contains("TYPE=cloakpool-link,"))
                .toList();
    }
}
