package io.cloakpool.examples.oldpool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.sigv4.Payload;
import io.cloakpool.aws.sigv4.ServiceRules;
import io.cloakpool.aws.sigv4.SigV4Signer;
import io.cloakpool.aws.sigv4.SigningCredentials;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init")
class OldPoolServerTest {
    private static final String REGION = "eu-west-1";
    private static final String KEY = "AKIDEXAMPLE123456";
    private static final String SECRET = "a-secret";
    private static final String PASSWORD = "A-password-1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private OldPoolServer server;
    private String pool;
    private String client;

    @BeforeEach
    void start() throws Exception {
        server = OldPoolServer.start(0, REGION, new Door.Key(KEY, SECRET));
        pool = signed("CreateUserPool", Map.of("PoolName", "old"))
                .at("/UserPool/Id")
                .asText();
        client = signed("CreateUserPoolClient", Map.of("UserPoolId", pool, "ClientName", "old"))
                .at("/UserPoolClient/ClientId")
                .asText();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void person(String name, boolean lasting) throws Exception {
        signed(
                "AdminCreateUser",
                Map.of(
                        "UserPoolId", pool,
                        "Username", name,
                        "UserAttributes", List.of(Map.of("Name", "email", "Value", name + "@example.com"))));
        signed(
                "AdminSetUserPassword",
                Map.of("UserPoolId", pool, "Username", name, "Password", PASSWORD, "Permanent", lasting));
    }

    private JsonNode signIn(String name, String password) throws Exception {
        return open(
                "InitiateAuth",
                Map.of(
                        "AuthFlow",
                        "USER_PASSWORD_AUTH",
                        "ClientId",
                        client,
                        "AuthParameters",
                        Map.of("USERNAME", name, "PASSWORD", password)));
    }

    @Test
    void the_right_password_gives_tokens_and_a_wrong_one_says_what_an_unknown_name_does() throws Exception {
        person("ann", true);

        assertThat(signIn("ann", PASSWORD)
                        .at("/AuthenticationResult/AccessToken")
                        .asText())
                .isNotEmpty();
        JsonNode wrong = signIn("ann", "Another-1");
        assertThat(wrong.path("__type").asText()).isEqualTo("NotAuthorizedException");
        assertThat(signIn("nobody", PASSWORD)).isEqualTo(wrong);
    }

    @Test
    void a_temporary_password_has_to_be_changed() throws Exception {
        person("ann", false);

        assertThat(signIn("ann", PASSWORD).path("ChallengeName").asText()).isEqualTo("NEW_PASSWORD_REQUIRED");
        assertThat(user("ann").path("UserStatus").asText()).isEqualTo("FORCE_CHANGE_PASSWORD");
    }

    @Test
    void a_user_without_password_cannot_sign_in_with_none() throws Exception {
        signed("AdminCreateUser", Map.of("UserPoolId", pool, "Username", "ann"));

        // An empty password would be refused for its length.
        JsonNode answer = open(
                "InitiateAuth",
                Map.of(
                        "AuthFlow",
                        "USER_PASSWORD_AUTH",
                        "ClientId",
                        client,
                        "AuthParameters",
                        Map.of("USERNAME", "ann")));

        assertThat(type(answer)).isEqualTo("NotAuthorizedException");
    }

    @Test
    void a_list_comes_in_pages_without_anybody_twice_or_left_out() throws Exception {
        Set<String> names = Set.of("ann", "bob", "cem", "dee", "eva");
        for (String name : names) {
            person(name, true);
        }
        Set<String> listed = new TreeSet<>();
        int users = 0;
        String mark = "";
        do {
            JsonNode page = signed(
                    "ListUsers",
                    mark.isEmpty()
                            ? Map.of("UserPoolId", pool, "Limit", 2)
                            : Map.of("UserPoolId", pool, "Limit", 2, "PaginationToken", mark));
            for (JsonNode user : page.path("Users")) {
                listed.add(user.path("Username").asText());
                users++;
            }
            mark = page.path("PaginationToken").asText();
        } while (!mark.isEmpty());

        assertThat(listed).isEqualTo(names);
        assertThat(users).isEqualTo(names.size());
        assertThat(signed("DescribeUserPool", Map.of("UserPoolId", pool))
                        .at("/UserPool/EstimatedNumberOfUsers")
                        .asInt())
                .isEqualTo(names.size());
    }

    @Test
    void a_search_finds_who_has_the_address() throws Exception {
        person("ann", true);
        person("bob", true);

        JsonNode found = signed("ListUsers", Map.of("UserPoolId", pool, "Filter", "email = \"bob@example.com\""));

        assertThat(found.path("Users")).hasSize(1);
        assertThat(found.at("/Users/0/Username").asText()).isEqualTo("bob");
    }

    @Test
    void groups_are_those_of_the_pool() throws Exception {
        person("ann", true);
        signed("CreateGroup", Map.of("UserPoolId", pool, "GroupName", "staff"));
        signed("AdminAddUserToGroup", Map.of("UserPoolId", pool, "Username", "ann", "GroupName", "staff"));

        JsonNode groups = signed("AdminListGroupsForUser", Map.of("UserPoolId", pool, "Username", "ann"));

        assertThat(groups.at("/Groups/0/GroupName").asText()).isEqualTo("staff");
        assertThat(type(signed(
                        "AdminAddUserToGroup", Map.of("UserPoolId", pool, "Username", "ann", "GroupName", "other"))))
                .isEqualTo("ResourceNotFoundException");
    }

    @Test
    void what_is_not_there_is_refused_by_its_name() throws Exception {
        assertThat(type(user("nobody"))).isEqualTo("UserNotFoundException");
        assertThat(type(signed("DescribeUserPool", Map.of("UserPoolId", "eu-west-1_other"))))
                .isEqualTo("ResourceNotFoundException");
        assertThat(type(signed("DeleteUserPool", Map.of("UserPoolId", pool)))).isEqualTo("UnknownOperationException");
    }

    @Test
    void only_signing_in_needs_no_signature() throws Exception {
        Map<String, Object> input = Map.of("UserPoolId", pool);

        assertThat(type(open("ListUsers", input))).isEqualTo("InvalidSignatureException");
        assertThat(type(signed("ListUsers", input, new SigningCredentials(KEY, "another", null), REGION)))
                .isEqualTo("InvalidSignatureException");
        assertThat(type(signed("ListUsers", input, new SigningCredentials("AKIDOTHER12345678", SECRET, null), REGION)))
                .isEqualTo("InvalidSignatureException");
        assertThat(type(signed("ListUsers", input, new SigningCredentials(KEY, SECRET, null), "us-east-1")))
                .isEqualTo("InvalidSignatureException");
    }

    private static String type(JsonNode answer) {
        return answer.path("__type").asText();
    }

    private JsonNode user(String name) throws Exception {
        return signed("AdminGetUser", Map.of("UserPoolId", pool, "Username", name));
    }

    private JsonNode signed(String operation, Map<String, Object> input) throws Exception {
        return signed(operation, input, new SigningCredentials(KEY, SECRET, null), REGION);
    }

    private JsonNode signed(String operation, Map<String, Object> input, SigningCredentials credentials, String region)
            throws Exception {
        byte[] body = JSON.writeValueAsBytes(input);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        RawRequest request = new SigV4Signer(
                        InstantSource.system(), credentials, region, "cognito-idp", ServiceRules.GENERIC)
                .sign(
                        RawRequest.of(
                                "POST",
                                "/",
                                Headers.of(
                                        "Host", server.endpoint().getAuthority(), "X-Amz-Target", target(operation))),
                        Payload.ofHash(hash));
        HttpRequest.Builder builder = HttpRequest.newBuilder(server.endpoint());
        request.headers().fields().stream()
                .filter(field -> !field.name().equalsIgnoreCase("Host"))
                .forEach(field -> builder.header(field.name(), field.value()));
        return send(builder, body);
    }

    private JsonNode open(String operation, Map<String, Object> input) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(server.endpoint()).header("X-Amz-Target", target(operation)),
                JSON.writeValueAsString(input).getBytes(StandardCharsets.UTF_8));
    }

    private static String target(String operation) {
        return "AWSCognitoIdentityProviderService." + operation;
    }

    private static JsonNode send(HttpRequest.Builder request, byte[] body) throws IOException, InterruptedException {
        return JSON.readTree(HTTP.send(
                        request.POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
    }
}
