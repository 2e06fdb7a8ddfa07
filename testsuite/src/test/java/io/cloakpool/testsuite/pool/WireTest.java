package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Http;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;

/** What the doors do around their work: both forms of an address, sizes, and origins of browsers. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class WireTest {
    private static final int KIB = 1024;
    private static final String CALLER = "Action=GetCallerIdentity&Version=2011-06-15";

    @InjectRealm(config = DemoRealm.class)
    ManagedRealm realm;

    private Doors doors;
    private People people;

    @BeforeEach
    void open() {
        doors = Doors.of(realm);
        people = new People(realm);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void both_forms_of_an_address_work(String slash) {
        People.Tokens tokens = people.signIn();
        Http.Answer id = Http.cognitoAt(doors.uri("/cognito-identity" + slash), "GetId", guest());
        Http.Answer credentials =
                Http.get(URI.create(doors.bearerDoor() + slash), "Authorization", "Bearer " + tokens.access());
        Http.Answer caller = doors.session(tokens.id()).signer().to("sts").post(doors.uri("/sts" + slash), CALLER);

        for (Http.Answer answer : List.of(id, credentials, caller)) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.header("cache-control")).isEqualTo("no-store");
            assertThat(answer.header("x-amzn-requestid")).isNotEmpty();
        }
    }

    @Test
    void the_bearer_doors_answer_serves_both_kinds_of_sdk_providers() {
        Http.Answer answer = doors.bearer(people.signIn().access());

        assertThat(answer.json().path("Version").asInt()).isEqualTo(1);
        assertThat(answer.json().path("RoleArn").asText()).isEqualTo(Doors.ROLE_ARN);
        assertThat(answer.json().path("AccountId").asText()).isEqualTo("000000000000");
        assertThat(answer.json().path("Expiration").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*Z");
        assertThat(answer.json().path("Token").asText())
                .isEqualTo(answer.json().path("SessionToken").asText())
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/cognito-identity, 577, RequestEntityTooLargeException",
        "/cognito-identity, 17, RequestEntityTooLargeException",
        "/sts, 161, RequestEntityTooLarge"
    })
    void a_body_over_the_limit_is_refused(String path, int kib, String code) {
        String body = path.equals("/sts")
                ? CALLER + "&x=" + "x".repeat(kib * KIB)
                : "{\"IdentityPoolId\":\"" + "x".repeat(kib * KIB) + "\"}";
        Http.Answer answer = Http.send(HttpRequest.newBuilder(doors.uri(path))
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "AWSCognitoIdentityService.GetId")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains(code);
    }

    @Test
    void a_body_of_the_bearer_door_over_its_limit_is_refused() {
        Http.Answer answer = doors.bearer(people.signIn().access(), Map.of("roleArn", "x".repeat(17 * KIB)));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).doesNotContain("SessionToken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cognito-identity", "/cognito-identity/", "/sts", "/sts/"})
    void an_allowed_origin_may_read_answers_and_errors(String path) {
        Http.Answer preflight = preflight(path, DemoExport.ORIGIN);
        Http.Answer answer = Http.cognitoAt(doors.uri(path), "Nothing", Map.of(), "Origin", DemoExport.ORIGIN);

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("access-control-allow-headers")).contains("x-amz-target", "authorization");
        assertThat(answer.status()).isEqualTo(400);
        for (Http.Answer one : List.of(preflight, answer)) {
            assertThat(one.header("access-control-allow-origin")).isEqualTo(DemoExport.ORIGIN);
            assertThat(one.header("access-control-allow-credentials")).isEmpty();
            assertThat(one.header("x-amzn-requestid")).isNotEmpty();
            assertThat(one.header("cache-control")).isEqualTo("no-store");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "*", "https://app.example.org.evil.example", ""})
    void a_foreign_or_missing_origin_may_not(String origin) {
        String[] headers = origin.isEmpty() ? new String[0] : new String[] {"Origin", origin};
        Http.Answer answer = doors.cognito("GetId", guest(), headers);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("access-control-allow-origin")).isEmpty();
        assertThat(answer.header("vary")).contains("Origin");
        if (!origin.isEmpty()) {
            assertThat(preflight("/cognito-identity", origin).header("access-control-allow-origin"))
                    .isEmpty();
        }
    }

    @Test
    void an_unknown_operation_is_named_in_the_protocol() {
        Http.Answer answer = doors.cognito("Nothing", Map.of());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("__type").asText()).isEqualTo("UnknownOperationException");
    }

    @Test
    void a_guest_id_of_nobody_is_refused() {
        String made = doors.cognito("GetId", guest()).json().path("IdentityId").asText();
        String forged = made.substring(0, made.length() - 1) + (made.endsWith("0") ? "1" : "0");

        Http.Answer answer = doors.cognito("GetCredentialsForIdentity", Map.of("IdentityId", forged));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("__type").asText()).isEqualTo("ResourceNotFoundException");
    }

    @Test
    void guests_get_no_openid_token() {
        String guest = doors.cognito("GetId", guest()).json().path("IdentityId").asText();

        Http.Answer answer = doors.cognito("GetOpenIdToken", Map.of("IdentityId", guest));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("__type").asText()).isEqualTo("NotAuthorizedException");
    }

    private Map<String, Object> guest() {
        return Map.of("IdentityPoolId", doors.poolId());
    }

    private Http.Answer preflight(String path, String origin) {
        return Http.send(HttpRequest.newBuilder(doors.uri(path))
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "x-amz-target")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build());
    }
}
