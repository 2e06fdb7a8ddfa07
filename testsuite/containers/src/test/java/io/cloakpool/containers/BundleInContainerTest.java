package io.cloakpool.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dasniko.testcontainers.keycloak.KeycloakContainer;
import io.cloakpool.distribution.demo.DemoSecrets;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.utility.MountableFile;

/** A user gets credentials of a Keycloak whose container has what the bundle holds, and nothing else of ours. */
class BundleInContainerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOGIN = "cognito-idp.us-east-1.amazonaws.com/us-east-1_CloakDemo";
    /** Two shared cores need more than the two minutes that the library allows. */
    private static final Duration START_LIMIT = Duration.ofMinutes(8);

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void a_user_gets_credentials(@TempDir Path folder) throws Exception {
        unzip(Path.of(property("bundle")), folder);
        DemoSecrets secrets = DemoSecrets.random();
        try (KeycloakContainer keycloak = new KeycloakContainer(property("keycloak.image"))
                .withEnv(secrets.environment("http://localhost:3000"))
                .withAdminUsername("admin")
                .withAdminPassword(secrets.admin())
                .withProviderLibsFrom(jars(folder.resolve("providers")))
                .withStartupTimeout(START_LIMIT)) {
            keycloak.withCopyFileToContainer(
                    MountableFile.forHostPath(folder.resolve("cloakpool/realm-exports/identity-pool-demo.json")),
                    "/opt/keycloak/data/import/demo.json");
            keycloak.start();

            String realm = keycloak.getAuthServerUrl() + "/realms/demo";
            String idToken = idToken(realm, secrets);
            JsonNode pools = ask(HttpRequest.newBuilder(
                            URI.create(keycloak.getAuthServerUrl() + "/admin/realms/demo/identity-pools"))
                    .header("Authorization", "Bearer " + adminToken(keycloak, secrets)));
            String poolId = pools.path(0).path("id").asText();
            String identity = cognito(
                            realm, "GetId", Map.of("IdentityPoolId", poolId, "Logins", Map.of(LOGIN, idToken)))
                    .path("IdentityId")
                    .asText();
            JsonNode issued = cognito(
                    realm,
                    "GetCredentialsForIdentity",
                    Map.of("IdentityId", identity, "Logins", Map.of(LOGIN, idToken)));

            assertThat(issued.path("IdentityId").asText()).isEqualTo(identity);
            assertThat(issued.path("Credentials").path("AccessKeyId").asText()).startsWith("ASIA");
            assertThat(issued.path("Credentials").path("SessionToken").asText()).isNotEmpty();
        }
    }

    private String idToken(String realm, DemoSecrets secrets) throws IOException, InterruptedException {
        return token(realm, "webapp", "alice", secrets.alice()).path("id_token").asText();
    }

    private String adminToken(KeycloakContainer keycloak, DemoSecrets secrets)
            throws IOException, InterruptedException {
        return token(keycloak.getAuthServerUrl() + "/realms/master", "admin-cli", "admin", secrets.admin())
                .path("access_token")
                .asText();
    }

    private JsonNode token(String realm, String app, String user, String password)
            throws IOException, InterruptedException {
        Map<String, String> form = Map.of(
                "grant_type", "password", "scope", "openid", "client_id", app, "username", user, "password", password);
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return ask(HttpRequest.newBuilder(URI.create(realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode cognito(String realm, String operation, Map<String, Object> input)
            throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(URI.create(realm + "/cognito-identity"))
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "AWSCognitoIdentityService." + operation)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(input))));
    }

    private JsonNode ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String property(String name) {
        String value = System.getProperty(name, "");
        assertThat(value).as("-D" + name + "=").isNotEmpty();
        return value;
    }

    private static List<File> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toFile).toList();
        }
    }

    private static void unzip(Path zip, Path folder) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path target = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.resolve("..").normalize());
                    Files.copy(in, target);
                }
            }
        }
    }
}
