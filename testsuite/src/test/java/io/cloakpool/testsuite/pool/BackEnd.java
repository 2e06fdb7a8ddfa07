package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.testframework.realm.ManagedRealm;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;

/**
 * A confidential client that signs with its secret.
 *
 * @param clientId its access key
 * @param secret its secret key
 */
record BackEnd(String clientId, String secret) {
    /** The demo's administration client. */
    static BackEnd administrator() {
        return new BackEnd("pooladmin", DemoExport.SECRETS.pooladmin());
    }

    /** A new client with a service account that has no role. */
    static BackEnd create(ManagedRealm realm) {
        BackEnd backEnd = new BackEnd("backend_" + UUID.randomUUID().toString().replace("-", ""), "s".repeat(40));
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(backEnd.clientId());
        client.setSecret(backEnd.secret());
        client.setClientAuthenticatorType("client-secret");
        client.setPublicClient(false);
        client.setServiceAccountsEnabled(true);
        client.setStandardFlowEnabled(false);
        try (Response made = realm.admin().clients().create(client)) {
            assertThat(made.getStatus()).isEqualTo(201);
        }
        return backEnd;
    }

    /** The AWS SDK with this client's signature. */
    CognitoIdentityClient sdk(ManagedRealm realm, ExecutionInterceptor... interceptors) {
        return sdk(realm, StaticCredentialsProvider.create(AwsBasicCredentials.create(clientId, secret)), interceptors);
    }

    /** The AWS SDK without a signature, as apps use it. */
    static CognitoIdentityClient unsigned(ManagedRealm realm, ExecutionInterceptor... interceptors) {
        return sdk(realm, AnonymousCredentialsProvider.create(), interceptors);
    }

    private static CognitoIdentityClient sdk(
            ManagedRealm realm, AwsCredentialsProvider credentials, ExecutionInterceptor... interceptors) {
        return CognitoIdentityClient.builder()
                .endpointOverride(URI.create(realm.getBaseUrl() + "/cognito-identity"))
                .region(Region.US_EAST_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(credentials)
                .overrideConfiguration(c -> {
                    for (ExecutionInterceptor interceptor : interceptors) {
                        c.addExecutionInterceptor(interceptor);
                    }
                })
                .build();
    }
}
