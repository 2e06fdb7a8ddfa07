package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakpool.aws.http.OutboundHosts;
import io.cloakpool.distribution.FreePort;
import io.cloakpool.migration.cognito.ExportCommand;
import io.cloakpool.testsuite.demo.Commands;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.server.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A user pool of moto's Cognito, with a public client and one that has a secret. Moto plays the operations and most of the challenges; it
 * verifies no signature.
 */
public final class CognitoPool implements AutoCloseable {
    public static final String PASSWORD = "A-Password-of-the-pool-1";
    public static final String SECRET_KEY = "a-secret-access-key-of-aws";

    private static final String REGION = "eu-west-1";
    private static final String KEY = "AKIDEXAMPLE123456";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int START_TRIES = 300;

    private final Process moto;
    private final URI endpoint;
    private String id = "";
    private JsonNode open = JSON.nullNode();
    private JsonNode confidential = JSON.nullNode();

    private CognitoPool(Process moto, URI endpoint) {
        this.moto = moto;
        this.endpoint = endpoint;
    }

    /** Starts one; the test is skipped where there is no moto. */
    public static CognitoPool start() throws IOException, InterruptedException {
        if (!isInstalled()) {
            abort("SKIPPED: moto is not installed (pip install 'moto[server,cognitoidp]'), so no Cognito was tried");
        }
        int port = FreePort.pick();
        Process moto = python(
                        Program.find("python3").toString(),
                        "-m",
                        "moto.server",
                        "-H",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port))
                .redirectOutput(Path.of("target", "moto.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(moto::destroyForcibly, "moto-stop"));
        CognitoPool pool = new CognitoPool(moto, URI.create("http://127.0.0.1:" + port));
        pool.awaitStart();
        pool.fill();
        return pool;
    }

    /** Whether there is a moto. */
    static boolean isInstalled() throws IOException, InterruptedException {
        Process probe = python(Program.find("python3").toString(), "-c", "import moto.server")
                .start();
        probe.getInputStream().readAllBytes();
        return probe.waitFor() == 0;
    }

    /** With the libraries that {@code bin/test} has put where nobody else looks. */
    private static ProcessBuilder python(String... command) {
        ProcessBuilder python = new ProcessBuilder(command).redirectErrorStream(true);
        String libraries = System.getenv("CLOAKPOOL_MOTO");
        if (libraries != null && !libraries.isEmpty()) {
            python.environment().put("PYTHONPATH", libraries);
        }
        return python;
    }

    private void awaitStart() throws InterruptedException {
        for (int i = 0; i < START_TRIES; i++) {
            try {
                HTTP.send(
                        HttpRequest.newBuilder(endpoint.resolve("/moto-api/")).build(),
                        HttpResponse.BodyHandlers.discarding());
                return;
            } catch (IOException e) {
                assertThat(moto.isAlive()).as("moto runs").isTrue();
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new AssertionError("moto does not start");
    }

    private void fill() {
        Issued.add(PASSWORD);
        Issued.add(SECRET_KEY);
        id = call("CreateUserPool", Map.of("PoolName", "old"))
                .at("/UserPool/Id")
                .asText();
        open = client(false);
        confidential = client(true);
        Issued.add(confidential.path("ClientSecret").asText());
        call("CreateGroup", Map.of("UserPoolId", id, "GroupName", "staff"));
    }

    private JsonNode client(boolean secret) {
        return call(
                        "CreateUserPoolClient",
                        Map.of(
                                "UserPoolId",
                                id,
                                "ClientName",
                                "old",
                                "GenerateSecret",
                                secret,
                                "ExplicitAuthFlows",
                                List.of("ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH")))
                .path("UserPoolClient");
    }

    public String id() {
        return id;
    }

    public URI endpoint() {
        return endpoint;
    }

    /** The access key as AWS's own tools take it. */
    public Map<String, String> environment() {
        return Map.of("AWS_ACCESS_KEY_ID", KEY, "AWS_SECRET_ACCESS_KEY", SECRET_KEY);
    }

    /** The file that {@code bin/export-cognito} makes of it. */
    Path export(Path folder) throws IOException {
        Path file = folder.resolve("users.ndjson");
        Commands.run(
                        Map.of(
                                "KEYCLOAK_HOME",
                                home(folder).toString(),
                                "AWS_ACCESS_KEY_ID",
                                KEY,
                                "AWS_SECRET_ACCESS_KEY",
                                SECRET_KEY),
                        "../bin/export-cognito",
                        id,
                        file.toString(),
                        "--rate",
                        "50",
                        "--endpoint",
                        endpoint.toString())
                .succeeded();
        return file;
    }

    /** What the command needs of a Keycloak with the jars. */
    private static Path home(Path folder) throws IOException {
        Path providers = Files.createDirectories(folder.resolve("providers"));
        Path libraries = Files.createDirectories(folder.resolve("lib/lib/main"));
        link(providers.resolve("cloakpool-user-migration.jar"), ExportCommand.class);
        link(providers.resolve("cloakpool-aws-protocol.jar"), OutboundHosts.class);
        for (Class<?> one : List.of(ObjectMapper.class, JsonFactory.class, JsonProperty.class)) {
            link(libraries.resolve("com.fasterxml.jackson.core." + one.getSimpleName() + ".jar"), one);
        }
        return folder;
    }

    private static void link(Path link, Class<?> from) throws IOException {
        Files.createSymbolicLink(
                link,
                Path.of(URI.create(
                        from.getProtectionDomain().getCodeSource().getLocation().toString())));
    }

    /** What a component needs to ask it. */
    Map<String, String> options() {
        return Map.of(
                "userPoolId",
                id,
                "clientId",
                open.path("ClientId").asText(),
                "accessKeyId",
                KEY,
                "secretAccessKey",
                SECRET_KEY,
                "endpoint",
                endpoint.toString(),
                // The emulator is no fast one.
                "timeBudgetMillis",
                "1900");
    }

    /** The client that has a secret, and shows it by a back end. */
    Map<String, String> confidential() {
        return Map.of(
                "clientId", confidential.path("ClientId").asText(),
                "clientSecret", confidential.path("ClientSecret").asText(),
                "flow", "admin_user_password_auth");
    }

    /** Somebody new, with a proven address, and the password for good. */
    public String person() {
        String name = "person-" + UUID.randomUUID();
        call(
                "AdminCreateUser",
                Map.of(
                        "UserPoolId", id,
                        "Username", name,
                        "UserAttributes",
                                List.of(
                                        attribute("email", name + "@example.com"),
                                        attribute("email_verified", "true"),
                                        attribute("given_name", "First"),
                                        attribute("family_name", "Last"),
                                        attribute("custom:plan", "gold"))));
        password(name, true);
        call("AdminAddUserToGroup", Map.of("UserPoolId", id, "Username", name, "GroupName", "staff"));
        return name;
    }

    private static Map<String, String> attribute(String name, String value) {
        return Map.of("Name", name, "Value", value);
    }

    /** @param lasting else it has to be changed at the first sign-in */
    void password(String name, boolean lasting) {
        call(
                "AdminSetUserPassword",
                Map.of("UserPoolId", id, "Username", name, "Password", PASSWORD, "Permanent", lasting));
    }

    void secondFactor(String name) {
        call(
                "AdminSetUserMFAPreference",
                Map.of(
                        "UserPoolId",
                        id,
                        "Username",
                        name,
                        "SMSMfaSettings",
                        Map.of("Enabled", true, "PreferredMfa", true)));
    }

    void disable(String name) {
        call("AdminDisableUser", Map.of("UserPoolId", id, "Username", name));
    }

    public void delete(String name) {
        call("AdminDeleteUser", Map.of("UserPoolId", id, "Username", name));
    }

    /** Has it take connections and answer nothing. */
    void pause() {
        signal("STOP");
    }

    void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        Commands.run(Map.of(), "kill", "-" + name, Long.toString(moto.pid())).succeeded();
    }

    public String sub(String name) {
        JsonNode user = call("AdminGetUser", Map.of("UserPoolId", id, "Username", name));
        for (JsonNode attribute : user.path("UserAttributes")) {
            if (attribute.path("Name").asText().equals("sub")) {
                return attribute.path("Value").asText();
            }
        }
        throw new AssertionError("a user without sub");
    }

    private JsonNode call(String operation, Map<String, Object> input) {
        try {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(endpoint.resolve("/"))
                            .header("X-Amz-Target", "AWSCognitoIdentityProviderService." + operation)
                            .header("Content-Type", "application/x-amz-json-1.1")
                            // Moto takes the region from here, and believes the rest.
                            .header(
                                    "Authorization",
                                    "AWS4-HMAC-SHA256 Credential=" + KEY + "/20300101/" + REGION
                                            + "/cognito-idp/aws4_request, SignedHeaders=host, Signature=0")
                            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(input)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(operation + ": " + answer.body()).isEqualTo(200);
            return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        moto.destroy();
    }
}
