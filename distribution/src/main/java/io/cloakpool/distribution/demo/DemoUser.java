package io.cloakpool.distribution.demo;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Somebody with credentials of the identity pool.
 *
 * @param identityId {@code region:uuid}
 * @param credentials what the pool handed out
 */
record DemoUser(String identityId, AwsSessionCredentials credentials) {
    private static final Region REGION = Region.of(DemoServers.REGION);

    /** Exchanges a login at the pool, as the AWS SDK does it: GetId, then GetCredentialsForIdentity. */
    static DemoUser exchange(DemoServers servers, String poolId, Map<String, String> logins) {
        try (CognitoIdentityClient pool = identityPool(servers)) {
            String identity =
                    pool.getId(r -> r.identityPoolId(poolId).logins(logins)).identityId();
            Credentials c = pool.getCredentialsForIdentity(
                            r -> r.identityId(identity).logins(logins))
                    .credentials();
            return new DemoUser(
                    identity, AwsSessionCredentials.create(c.accessKeyId(), c.secretKey(), c.sessionToken()));
        }
    }

    /** The same person with another secret or token. */
    DemoUser with(AwsSessionCredentials other) {
        return new DemoUser(identityId, other);
    }

    String prefix() {
        return "users/" + identityId + "/";
    }

    S3Client s3(URI endpoint) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(REGION)
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    S3Presigner presigner(URI endpoint) {
        return S3Presigner.builder()
                .endpointOverride(endpoint)
                .region(REGION)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    StsClient sts(DemoServers servers) {
        URI endpoint = URI.create(servers.realm() + "/sts");
        return StsClient.builder()
                .endpointOverride(endpoint)
                .overrideConfiguration(c -> c.addExecutionInterceptor(new EndpointPath(endpoint)))
                .region(REGION)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    private static CognitoIdentityClient identityPool(DemoServers servers) {
        return CognitoIdentityClient.builder()
                .endpointOverride(URI.create(servers.realm() + "/cognito-identity"))
                .region(REGION)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }
}
