package io.cloakpool.testsuite.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.distribution.demo.DemoSecrets;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.People;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** A back end that vouches for its own users, and administers identities, at one node. */
final class BackEndUsers {
    /** The pool's developer provider. */
    static final String PROVIDER = "shop";

    private static final String POOL_TOKEN = "cognito-identity.amazonaws.com";

    private final PoolClient client;
    private final AwsBasicCredentials signer;

    BackEndUsers(PoolClient client, DemoSecrets secrets) {
        this.client = client;
        this.signer = AwsBasicCredentials.create("pooladmin", secrets.pooladmin());
    }

    /** The node as apps use it. */
    PoolClient client() {
        return client;
    }

    /**
     * Vouches for a user.
     *
     * @param more logins that the user has shown
     */
    Http.Answer vouch(String user, Map<String, String> more) {
        Map<String, String> logins = new HashMap<>(more);
        logins.put(PROVIDER, user);
        return client.signed(
                signer,
                "GetOpenIdTokenForDeveloperIdentity",
                Map.of("IdentityPoolId", client.poolId(), "Logins", logins));
    }

    /** Credentials of a user, made by the first call. */
    PoolClient.Issued issue(String user) {
        Http.Answer vouched = vouch(user, Map.of());
        People.expect(vouched);
        return tryToIssue(vouched.json()).orElseThrow();
    }

    /** Credentials for what {@link #vouch} answered; empty when the identity ended meanwhile. */
    Optional<PoolClient.Issued> tryToIssue(JsonNode vouched) {
        String identity = vouched.path("IdentityId").asText();
        Http.Answer answer = client.tryToIssue(
                identity, Map.of(POOL_TOKEN, vouched.path("Token").asText()));
        return answer.status() == 200 ? Optional.of(PoolClient.issued(identity, answer)) : Optional.empty();
    }

    /** Makes the identity of one user the other's. */
    Http.Answer merge(String source, String destination) {
        return client.signed(
                signer,
                "MergeDeveloperIdentities",
                Map.of(
                        "SourceUserIdentifier",
                        source,
                        "DestinationUserIdentifier",
                        destination,
                        "DeveloperProviderName",
                        PROVIDER,
                        "IdentityPoolId",
                        client.poolId()));
    }

    /** Takes a user from an identity. */
    Http.Answer unlink(String identity, String user) {
        return client.signed(
                signer,
                "UnlinkDeveloperIdentity",
                Map.of(
                        "IdentityId",
                        identity,
                        "IdentityPoolId",
                        client.poolId(),
                        "DeveloperProviderName",
                        PROVIDER,
                        "DeveloperUserIdentifier",
                        user));
    }

    /** Deletes an identity. */
    Http.Answer delete(String identity) {
        return client.signed(signer, "DeleteIdentities", Map.of("IdentityIdsToDelete", List.of(identity)));
    }
}
