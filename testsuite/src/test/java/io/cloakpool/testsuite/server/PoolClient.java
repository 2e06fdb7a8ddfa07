package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** What an app does with the only pool of a realm, and what an administrator does to it. */
final class PoolClient {
    private static final String LOGIN = "cognito-idp.us-east-1.amazonaws.com/us-east-1_CloakDemo";
    private static final String S3_HOST = "s3.example.org";
    private static final String ROLE = "arn:aws:iam::000000000000:role/DemoUser";

    private static final ObjectMapper JSON = new ObjectMapper();

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
        return issue(identity(idToken), Map.of(LOGIN, idToken));
    }

    /** Exchanges any logins of an identity. */
    Issued issue(String identity, Map<String, String> logins) {
        Http.Answer answer = tryToIssue(identity, logins);
        People.expect(answer);
        return issued(identity, answer);
    }

    /** Finds or makes an identity of another pool, if it may. */
    Http.Answer getId(String pool, Map<String, String> logins) {
        return cognito("GetId", Map.of("IdentityPoolId", pool, "Logins", logins));
    }

    /** The answer to an exchange that may be refused. */
    Http.Answer tryToIssue(String identity, Map<String, String> logins) {
        return cognito("GetCredentialsForIdentity", Map.of("IdentityId", identity, "Logins", logins));
    }

    /** What an exchange answered. */
    static Issued issued(String identity, Http.Answer answer) {
        JsonNode c = answer.json().path("Credentials");
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

    /** Takes the login of a user from an identity. */
    Http.Answer unlink(String identity, String idToken) {
        return cognito(
                "UnlinkIdentity",
                Map.of("IdentityId", identity, "Logins", Map.of(LOGIN, idToken), "LoginsToRemove", List.of(LOGIN)));
    }

    /** The key of {@code Logins} for users of the realm, with a token. */
    static Map<String, String> logins(String idToken) {
        return Map.of(LOGIN, idToken);
    }

    /** Changes what the admin door has. */
    void change(String path, Consumer<ObjectNode> change) {
        ObjectNode stored = admin("GET", path, Map.of()).deepCopy();
        change.accept(stored);
        admin("PUT", path, stored);
    }

    /** Ends an identity. */
    void retire(String identity) {
        People.expect(tryToRetire(identity));
    }

    /** Ends an identity, if it is there. */
    Http.Answer tryToRetire(String identity) {
        URI uri = URI.create(realm.admin() + "/identity-pools/identities/" + identity + "/retire");
        return Http.json("POST", uri, Map.of(), realm.bearer());
    }

    /** Every identity of the pool that has a row. */
    List<JsonNode> identities() {
        List<JsonNode> all = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = admin("GET", "/identities?pool=demo" + next, Map.of());
            page.path("identities").forEach(all::add);
            next = page.hasNonNull("next") ? "&next=" + page.path("next").asText() : "";
        } while (!next.isEmpty());
        return all;
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
        for (String part : List.of("", "/roles", "/issuers", "/gateways", "/keys")) {
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

    /** A call signed by a client of the realm, which came to a proxy over TLS: keys of such clients go over no other line. */
    Http.Answer signed(AwsCredentialsIdentity client, String operation, Object input) {
        return SignedRequests.s3(client)
                .cognito(
                        URI.create(realm.uri() + "/cognito-identity"),
                        operation,
                        JSON.valueToTree(input).toString(),
                        "X-Forwarded-Proto",
                        "https",
                        "X-Forwarded-Host",
                        realm.keycloak().getAuthority());
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
