package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.pool.GatewayCalls.Dialect;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Objects;
import org.keycloak.testframework.realm.ManagedRealm;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * The doors of a realm made from the demo's export.
 *
 * @param realm its base URL
 * @param poolId of the pool that the calls are about
 */
record Doors(String realm, String poolId, String userPoolId) {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String ROLE = "DemoUser";
    static final String ROLE_ARN = "arn:aws:iam::000000000000:role/" + ROLE;
    private static final String POOL = "io.cloakpool.identitypool.keycloak.IdentityPoolComponent";

    /** Credentials and whose they are. */
    record Session(String identity, AwsSessionCredentials credentials) {
        SignedRequests signer() {
            return SignedRequests.s3(credentials);
        }
    }

    static Doors of(ManagedRealm realm) {
        String id = realm.admin().components().query(null, POOL, "demo").get(0).getId();
        return new Doors(
                realm.getBaseUrl(),
                "us-east-1:" + id,
                Objects.requireNonNull(
                        realm.getCreatedRepresentation().getAttributes().get("cloakpool.userPoolId")));
    }

    Doors ofPool(String otherPoolId) {
        return new Doors(realm, otherPoolId, userPoolId);
    }

    URI uri(String path) {
        return URI.create(realm + path);
    }

    URI admin(String path) {
        return URI.create(realm.replace("/realms/", "/admin/realms/") + path);
    }

    Http.Answer cognito(String operation, Object input, String... headers) {
        return Http.cognitoAt(uri("/cognito-identity"), operation, input, headers);
    }

    Http.Answer getId(String token) {
        return cognito("GetId", Map.of("IdentityPoolId", poolId, "Logins", logins(token)));
    }

    String identity(String token) {
        return text(getId(token), "IdentityId");
    }

    Http.Answer credentials(String identity, String token) {
        return cognito("GetCredentialsForIdentity", Map.of("IdentityId", identity, "Logins", logins(token)));
    }

    Http.Answer openIdToken(String identity, String token) {
        return cognito("GetOpenIdToken", Map.of("IdentityId", identity, "Logins", logins(token)));
    }

    /** The pool's own token for a login. */
    String openIdToken(String token) {
        return text(openIdToken(identity(token), token), "Token");
    }

    Http.Answer assumeRole(String openIdToken) {
        return Http.form(
                uri("/sts"),
                Map.of(
                        "Action", "AssumeRoleWithWebIdentity",
                        "Version", "2011-06-15",
                        "RoleArn", ROLE_ARN,
                        "RoleSessionName", "session",
                        "WebIdentityToken", openIdToken));
    }

    URI bearerDoor() {
        return uri("/identity-pools/" + poolId + "/credentials");
    }

    Http.Answer bearer(String accessToken) {
        return Http.get(bearerDoor(), "Authorization", "Bearer " + accessToken);
    }

    Http.Answer bearer(String accessToken, Map<String, ?> narrowing) {
        return Http.json("POST", bearerDoor(), narrowing, "Authorization", "Bearer " + accessToken);
    }

    /** Credentials of the enhanced flow. */
    Session session(String token) {
        String identity = identity(token);
        Http.Answer answer = credentials(identity, token);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode credentials = answer.json().path("Credentials");
        return new Session(
                identity,
                AwsSessionCredentials.create(
                        credentials.path("AccessKeyId").asText(),
                        credentials.path("SecretKey").asText(),
                        credentials.path("SessionToken").asText()));
    }

    GatewayCalls gateway() {
        return new GatewayCalls(realm, Dialect.NGINX);
    }

    /** What the decision door says about reading a public object. */
    String authorize(SignedRequests signer) {
        return GatewayCalls.verdict(gateway().ask(signer, GatewayCalls.PUBLIC));
    }

    /** What STS says about a request whose scope is as the signer has it. */
    Http.Answer callerIdentity(SignedRequests signer) {
        return signer.post(uri("/sts"), "Action=GetCallerIdentity&Version=2011-06-15");
    }

    Http.Answer admin(String method, String path, Object body, String accessToken, String... header) {
        HttpRequest.Builder request = HttpRequest.newBuilder(admin(path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + accessToken)
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(
                                        JSON.valueToTree(body).toString()));
        return Http.send(
                header.length == 0 ? request.build() : request.headers(header).build());
    }

    /** The code of an STS error, or {@code 200}. */
    static String stsVerdict(Http.Answer answer) {
        return answer.status() == 200
                ? "200"
                : answer.status() + " " + answer.body().replaceAll("(?s).*<Code>(.*)</Code>.*", "$1");
    }

    private Map<String, String> logins(String token) {
        return Map.of("cognito-idp.us-east-1.amazonaws.com/" + userPoolId, token);
    }

    private static String text(Http.Answer answer, String field) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path(field).asText();
    }
}
