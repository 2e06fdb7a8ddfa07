package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.pool.PoolServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.util.JsonSerialization;

/** The recipes come into a server as they are, twice, and nothing in them is miswired. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class RecipesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @InjectAdminClient
    Keycloak admin;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user-pool",
                "passwordless",
                "mfa-required",
                "b2b-invite-only",
                "federated",
                "migrate-from-cognito"
            })
    void a_recipe_comes_in_as_it_is_and_out_again_and_in_with_no_difference(String recipe) throws Exception {
        RealmRepresentation realm = Recipe.read(recipe);
        realm.setRealm("imported-" + recipe);
        admin.realms().create(realm);
        try {
            JsonNode first = exported(realm.getRealm());

            assertThat(flows(first)).containsAllEntriesOf(flows(JSON.valueToTree(realm)));
            assertThat(first.path("browserFlow").asText()).isEqualTo(realm.getBrowserFlow());
            assertThat(first.path("directGrantFlow").asText()).isEqualTo(realm.getDirectGrantFlow());
            assertThat(findings(realm.getRealm()))
                    .as("nothing is missing but a mail server, which no recipe can bring")
                    .singleElement()
                    .asString()
                    .contains("mail server");

            admin.realm(realm.getRealm()).remove();
            admin.realms().create(JsonSerialization.readValue(first.toString(), RealmRepresentation.class));
            assertThat(exported(realm.getRealm())).isEqualTo(first);
        } finally {
            admin.realm(realm.getRealm()).remove();
        }
    }

    /** Without what each import makes anew or in another order: ids, keys, secrets, Keycloak's own client scopes and defaults. */
    private JsonNode exported(String realm) {
        JsonNode export = JSON.valueToTree(admin.realm(realm).partialExport(false, true));
        ((ObjectNode) export)
                .remove(List.of(
                        "id", "components", "defaultRole", "roles", "clients", "groups", "clientScopes", "attributes"));
        strip(export);
        return export;
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(List.of("id", "containerId", "authenticatorConfigId", "internalId"));
        }
        node.forEach(RecipesTest::strip);
    }

    /** Steps by flow, with their requirements, in their order. */
    private static Map<String, List<String>> flows(JsonNode realm) {
        Map<String, List<String>> flows = new TreeMap<>();
        for (JsonNode flow : realm.path("authenticationFlows")) {
            List<String> steps = new ArrayList<>();
            for (JsonNode step : flow.path("authenticationExecutions")) {
                String what = step.path("authenticatorFlow").asBoolean() ? "flowAlias" : "authenticator";
                steps.add(step.path(what).asText() + " "
                        + step.path("requirement").asText());
            }
            flows.put(flow.path("alias").asText(), steps);
        }
        return flows;
    }

    private List<String> findings(String realm) {
        Http.Answer answer = Http.get(
                URI.create("http://localhost:8080/admin/realms/" + realm + "/cloakpool-user-pool/check"),
                "Authorization",
                "Bearer " + admin.tokenManager().getAccessTokenString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> findings = new ArrayList<>();
        answer.json().path("findings").forEach(line -> findings.add(line.asText()));
        return findings;
    }
}
