package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.People;
import io.cloakpool.testsuite.demo.Realm;
import io.cloakpool.testsuite.pool.SignedRequests;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** What an app does with the only pool of a realm, and what an administrator does to it. */
final class PoolClient {
    private static final String LOGIN = "cognito-idp.us-east-1.amazonaws.com/us-east-1_CloakDemo";
    private static final String S3_HOST = "s3.example.org";
    private static final String ROLE = "arn:aws:iam::000000000000:role/DemoUser";

    private final Realm realm;
    private final String gatewaySecret;
    private final String poolId;

    PoolClient(Realm realm, String gatewaySecret) {
        this.realm = realm;
        this.gatewaySecret = gatewaySecret;
        JsonNode pools = admin("GET", "", Map.of());
        if (pools.size() != 1) {
            throw new AssertionError("not one pool: " + pools);
        }
        this.poolId = pools.path(0).path("id").asText();
    }

    /** Credentials of an identity. */
    record Issued(String identity, AwsSessionCredentials credentials) {}

    String poolId() {
        return poolId;
    }

    Http.Answer getId(String idToken) {
        return cognito("GetId", Map.of("IdentityPoolId", poolId, "Logins", Map.of(LOGIN, idToken)));
    }

    String identity(String idToken) {
        return succeeded(getId(idToken)).path("IdentityId").asText();
    }

    /** Exchanges an ID token. */
    Issued issue(String idToken) {
        String identity = identity(idToken);
        JsonNode c = succeeded(cognito(
                        "GetCredentialsForIdentity", Map.of("IdentityId", identity, "Logins", Map.of(LOGIN, idToken))))
                .path("Credentials");
        return new Issued(
                identity,
                AwsSessionCredentials.create(
                        c.path("AccessKeyId").asText(),
                        c.path("SecretKey").asText(),
                        c.path("SessionToken").asText()));
    }

    /** The pool's own OpenID token; the pool must allow the classic flow. */
    String openIdToken(String identity, String idToken) {
        return succeeded(cognito("GetOpenIdToken", Map.of("IdentityId", identity, "Logins", Map.of(LOGIN, idToken))))
                .path("Token")
                .asText();
    }

    /** Credentials for the pool's own OpenID token. */
    Http.Answer assumeRole(String openIdToken) {
        return Http.form(
                sts(),
                Map.of(
                        "Action",
                        "AssumeRoleWithWebIdentity",
                        "Version",
                        "2011-06-15",
                        "RoleArn",
                        ROLE,
                        "RoleSessionName",
                        "session",
                        "WebIdentityToken",
                        openIdToken));
    }

    /** May these credentials read an object in their own prefix? */
    Http.Answer authorize(Issued issued) {
        return authorize(issued, "/demo/users/" + issued.identity().replace(":", "%3A") + "/a");
    }

    /** May these credentials read this object? The path is encoded as S3 clients do. */
    Http.Answer authorize(Issued issued, String path) {
        HttpRequest.Builder call = HttpRequest.newBuilder(URI.create(realm.uri() + "/identity-pools/authorize/s3"))
                .header("X-Cloakpool-Gateway", gatewaySecret)
                .header("X-Original-Method", "GET")
                .header("X-Original-URI", path)
                .header("X-Original-Host", S3_HOST)
                .header("X-Original-Scheme", "https")
                .header("X-Original-Remote-Addr", "192.0.2.1");
        SignedRequests.s3(issued.credentials())
                .headers("GET", S3_HOST, path)
                .forEach(header -> call.header(header.name(), header.value()));
        return Http.send(call.build());
    }

    Http.Answer callerIdentity(Issued issued) {
        return SignedRequests.s3(issued.credentials())
                .to("sts")
                .post(sts(), "Action=GetCallerIdentity&Version=2011-06-15");
    }

    /** The decision door and GetCallerIdentity both accept the credentials. */
    void assertOpen(Issued issued) {
        Http.Answer decision = authorize(issued);
        assertThat(decision.status()).as(decision.body()).isEqualTo(200);
        assertThat(decision.header("X-Cloakpool-Identity-Id")).isEqualTo(issued.identity());
        Http.Answer caller = callerIdentity(issued);
        assertThat(caller.status()).as(caller.body()).isEqualTo(200);
        assertThat(caller.body()).contains("arn:aws:sts::000000000000:assumed-role/DemoUser/");
    }

    /** Neither of them does. */
    void assertClosed(Issued issued) {
        assertThat(authorize(issued).header("X-Cloakpool-Error-Code")).isEqualTo("InvalidToken");
        assertThat(callerIdentity(issued).body()).contains("<Code>InvalidClientTokenId</Code>");
    }

    /** Ends an identity. */
    void retire(String identity) {
        admin("POST", "/identities/" + identity + "/retire", Map.of());
    }

    void rotateKey(String kind) {
        admin("POST", "/keys/" + kind + "/rotate", Map.of());
    }

    /** The ids of the keys that verify the pool's OpenID tokens. */
    Set<String> publishedKeys() {
        return keyIds("/cognito-identity/jwks");
    }

    /** The ids of the keys that verify the realm's own tokens. */
    Set<String> realmKeys() {
        return keyIds("/protocol/openid-connect/certs");
    }

    private Set<String> keyIds(String path) {
        Set<String> ids = new HashSet<>();
        succeeded(Http.get(URI.create(realm.uri() + path)))
                .path("keys")
                .forEach(key -> ids.add(key.path("kid").asText()));
        return ids;
    }

    /** Everything that the admin door shows. */
    List<JsonNode> configuration() {
        List<JsonNode> parts = new ArrayList<>();
        for (String part : List.of("", "/roles", "/gateways", "/keys")) {
            parts.add(admin("GET", part, Map.of()));
        }
        return parts;
    }

    /** The version of the pack that the server shows its administrators. */
    String packVersion() {
        JsonNode info = succeeded(Http.get(URI.create(realm.keycloak() + "/admin/serverinfo"), realm.bearer()));
        return info.path("providers")
                .path("cloakpoolIdentityPool")
                .findPath("operationalInfo")
                .path("Version")
                .asText();
    }

    /** A call of the pack's admin door, which must succeed. */
    JsonNode admin(String method, String path, Object body) {
        URI uri = URI.create(realm.admin() + "/identity-pools" + path);
        return succeeded(
                method.equals("GET") ? Http.get(uri, realm.bearer()) : Http.json(method, uri, body, realm.bearer()));
    }

    private Http.Answer cognito(String operation, Object input) {
        return Http.cognitoAt(URI.create(realm.uri() + "/cognito-identity"), operation, input);
    }

    private URI sts() {
        return URI.create(realm.uri() + "/sts");
    }

    private static JsonNode succeeded(Http.Answer answer) {
        People.expect(answer);
        return answer.json();
    }
}
