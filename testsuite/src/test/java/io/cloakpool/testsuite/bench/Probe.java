package io.cloakpool.testsuite.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.aws.sigv4.SigningCredentials;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** One signed-in user of a server with the pack, its identities, and an administrator. */
final class Probe {
    private final Calls calls = new Calls();
    private final BenchServer server;
    private final String adminPassword;
    private final Tokens tokens;

    Probe(BenchServer server, String adminPassword) {
        this.server = server;
        this.adminPassword = adminPassword;
        this.tokens = signIn(BenchRealm.USER);
    }

    /** Another user's tokens. */
    Tokens signIn(String user) {
        return Tokens.of(calls.form(server.tokenEndpoint(), Tokens.signIn(user)));
    }

    /** The realm's internal id. */
    String realmId() {
        return text(calls.get(server.at("/admin/realms/" + BenchRealm.NAME), adminToken()), "id");
    }

    Tokens tokens() {
        return tokens;
    }

    Calls calls() {
        return calls;
    }

    /** A token of the server's administrator, good for a minute. */
    String adminToken() {
        return calls.form(
                        server.at("/realms/master/protocol/openid-connect/token"),
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "admin-cli",
                                "username",
                                BenchServer.ADMIN,
                                "password",
                                adminPassword))
                .path("access_token")
                .asText();
    }

    /** The id of a pool of the realm. */
    String poolId(String name) {
        JsonNode components = calls.get(
                server.at("/admin/realms/" + BenchRealm.NAME + "/components?name=" + name
                        + "&type=io.cloakpool.identitypool.keycloak.IdentityPoolComponent"),
                adminToken());
        return StreamSupport.stream(components.spliterator(), false)
                .map(component -> BenchRealm.REGION + ":" + component.path("id").asText())
                .findFirst()
                .orElseThrow(() -> new BenchException("The realm has no identity pool " + name));
    }

    /** The user's identity in a pool. */
    String identity(String poolId) {
        return calls.identityPool(
                        server,
                        "GetId",
                        Map.of("IdentityPoolId", poolId, "Logins", Map.of(BenchRealm.LOGIN, tokens.id())))
                .path("IdentityId")
                .asText();
    }

    /** Credentials of an identity of this user. */
    SigningCredentials credentials(String identity) {
        JsonNode credentials = calls.identityPool(
                        server,
                        "GetCredentialsForIdentity",
                        Map.of("IdentityId", identity, "Logins", Map.of(BenchRealm.LOGIN, tokens.id())))
                .path("Credentials");
        return new SigningCredentials(
                text(credentials, "AccessKeyId"), text(credentials, "SecretKey"), text(credentials, "SessionToken"));
    }

    private static String text(JsonNode node, String name) {
        return Objects.requireNonNull(node.path(name).textValue(), name);
    }
}
