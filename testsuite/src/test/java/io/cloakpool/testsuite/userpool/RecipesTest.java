package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.pool.PoolServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;

/**
 * The recipes as <i>Create realm</i> of the console posts them, which fills no placeholder. {@code RecipesByCommandTest} has the ways that
 * do.
 */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class RecipesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REALMS = "http://localhost:8080/admin/realms";

    @InjectAdminClient
    Keycloak admin;

    @ParameterizedTest
    @ValueSource(strings = {"user-pool", "passwordless", "mfa-required", "b2b-invite-only"})
    void a_recipe_without_secrets_comes_in_with_the_text_of_its_placeholder_as_address(String recipe)
            throws IOException {
        String realm = "posted-" + recipe;
        assertThat(post(recipe, realm).status()).isEqualTo(201);
        try {
            assertThat(admin.realm(realm).clients().findByClientId("app").get(0).getRedirectUris())
                    .containsExactly("${WEB_ORIGIN:http://localhost:3000}/*");
            assertThat(admin.realm(realm).toRepresentation().getBrowserFlow()).isEqualTo("user pool browser");
        } finally {
            admin.realm(realm).remove();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"federated", "migrate-from-cognito", "identity-pool-demo"})
    void a_recipe_with_more_of_them_is_refused_and_leaves_nothing(String recipe) throws IOException {
        String realm = "posted-" + recipe;

        assertThat(post(recipe, realm).status()).isIn(400, 500);

        assertThat(Http.get(URI.create(REALMS + "/" + realm), bearer()).status())
                .isEqualTo(404);
    }

    private Http.Answer post(String recipe, String name) throws IOException {
        JsonNode realm = JSON.readTree(Files.readString(Path.of("../realm-exports", recipe + ".json"))
                .replace("default-roles-demo", "default-roles-" + name));
        return Http.json("POST", URI.create(REALMS), ((ObjectNode) realm).put("realm", name), bearer());
    }

    private String[] bearer() {
        return List.of("Authorization", "Bearer " + admin.tokenManager().getAccessTokenString())
                .toArray(String[]::new);
    }
}
