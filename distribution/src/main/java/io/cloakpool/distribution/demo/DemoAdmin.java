package io.cloakpool.distribution.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;

/** What an administrator does: finds the pool by its name with a signed call, retires an identity with a token. */
final class DemoAdmin {
    static final String ACCESS_KEY = "pooladmin";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DemoServers servers;
    private final DemoSecrets secrets;
    private final HttpClient http = HttpClient.newHttpClient();

    DemoAdmin(DemoServers servers, DemoSecrets secrets) {
        this.servers = servers;
        this.secrets = secrets;
    }

    String poolId(String name) {
        try (CognitoIdentityClient pools = CognitoIdentityClient.builder()
                .endpointOverride(URI.create(servers.realm() + "/cognito-identity"))
                .region(Region.of(DemoServers.REGION))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, secrets.pooladmin())))
                .build()) {
            return pools.listIdentityPools(r -> r.maxResults(60)).identityPools().stream()
                    .filter(pool -> pool.identityPoolName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new DemoException("the realm has no identity pool named " + name))
                    .identityPoolId();
        }
    }

    void retire(String identityId) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(servers.keycloak() + "/admin/realms/"
                        + DemoServers.REALM + "/identity-pools/identities/" + identityId + "/retire"))
                .header("Authorization", "Bearer " + token())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status / 100 != 2) {
            throw new DemoException("retiring an identity answered " + status);
        }
    }

    private String token() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(servers.keycloak() + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(SignIn.form(Map.of(
                        "grant_type", "password",
                        "client_id", "admin-cli",
                        "username", "admin",
                        "password", secrets.admin()))))
                .build();
        JsonNode answer = JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        return answer.path("access_token").asText();
    }
}
