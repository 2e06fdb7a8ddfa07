package io.cloakpool.realmexports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RealmExportsTest {
    /** What the import of Keycloak replaces in the text of the file, before it is read as JSON. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    private static final Set<String> SECRET_FIELDS =
            Set.of("secret", "clientSecret", "value", "privateKey", "guestSecret", "secretAccessKey");

    static List<Path> exports() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(""))) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("exports")
    void every_secret_is_a_placeholder_without_a_default(Path export) throws IOException {
        List<String> secrets = new ArrayList<>();
        collectSecrets(new ObjectMapper().readTree(export.toFile()), "", secrets);

        // With an empty default where a secret may be missing.
        assertThat(secrets).allMatch(secret -> secret.matches("\\$\\{[A-Z_]+:?}"));
    }

    @ParameterizedTest
    @MethodSource("exports")
    void the_import_replaces_names_of_the_environment_only(Path export) throws IOException {
        List<String> names = PLACEHOLDER
                .matcher(Files.readString(export))
                .results()
                .map(match -> match.group(1).split(":", 2)[0])
                .distinct()
                .toList();

        assertThat(names)
                .as("a policy variable must be escaped, or the import takes it for a placeholder")
                .isNotEmpty()
                .allMatch(name -> name.matches("[A-Z_]+"));
    }

    @ParameterizedTest
    @MethodSource("exports")
    void no_object_carries_an_id_that_another_realm_might_have(Path export) throws IOException {
        assertThat(new ObjectMapper().readTree(export.toFile()).findValues("id"))
                .isEmpty();
    }

    /** Cognito's default is the other one: whoever knows a client id makes an account. */
    @ParameterizedTest
    @MethodSource("exports")
    void nobody_makes_an_account_of_their_own_where_the_administrator_has_not_allowed_it(Path export)
            throws IOException {
        assertThat(new ObjectMapper()
                        .readTree(export.toFile())
                        .path("registrationAllowed")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void secrets_are_found_where_there_are_any() throws IOException {
        List<String> secrets = new ArrayList<>();
        collectSecrets(
                new ObjectMapper().readTree(Path.of("identity-pool-demo.json").toFile()), "", secrets);

        assertThat(secrets).isNotEmpty();
    }

    private static void collectSecrets(JsonNode node, String field, List<String> found) {
        for (Map.Entry<String, JsonNode> child : node.properties()) {
            collectSecrets(child.getValue(), child.getKey(), found);
        }
        for (JsonNode element : node.isArray() ? node : new ObjectMapper().createArrayNode()) {
            collectSecrets(element, field, found);
        }
        if (node.isTextual() && SECRET_FIELDS.contains(field)) {
            found.add(node.asText());
        }
    }
}
